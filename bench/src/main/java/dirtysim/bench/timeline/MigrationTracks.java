package dirtysim.bench.timeline;

import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Downtime;

/** What the record says of the migration: its thread's rounds, each a sync and a send, the downtime and its parts, and counters. */
final class MigrationTracks {
    private static final int THREAD = 1;
    private static final int DOWNTIME = 2;

    private MigrationTracks() {}

    static void draw(RunRecord record, TraceEvents events) {
        events.track(THREAD, "migration thread");
        for (RoundRecord round : record.rounds()) {
            round(round, events);
        }
        for (RoundRecord round : record.rounds()) {
            events.count("dirty pages found", round.startPs() + round.syncPs(), round.dirtyPages());
        }
        events.track(DOWNTIME, "downtime");
        downtime(record.migration(), events);
    }

    private static void round(RoundRecord round, TraceEvents events) {
        long endPs = round.startPs() + round.durationPs();
        long syncedPs = round.startPs() + round.syncPs();
        String name = "round " + round.round();
        events.begin(THREAD, name, round.startPs(), "dirty_pages", round.dirtyPages(), "sent_bytes", round.sentBytes());
        if (round.syncPs() > 0) {
            String sync = round.round() == 0 ? "start of tracking" : "sync";
            events.begin(
                    THREAD,
                    sync,
                    round.startPs(),
                    "flush_ns",
                    round.flushPs() / 1000,
                    "copy_ns",
                    round.copyPs() / 1000);
            events.end(THREAD, sync, syncedPs);
        }
        if (round.sentBytes() > 0) {
            events.begin(THREAD, "send", syncedPs);
            events.end(THREAD, "send", endPs);
        }
        events.end(THREAD, name, endPs);
    }

    private static void downtime(RunRecord.Migration migration, TraceEvents events) {
        Downtime parts = migration.downtime();
        long atPs = migration.totalPs() - migration.downtimePs();
        events.begin(DOWNTIME, "downtime", atPs);
        atPs = part("stop", atPs, parts.stopPs(), events);
        atPs = part("quiesce", atPs, parts.quiescePs(), events);
        atPs = part("last sync", atPs, parts.syncPs(), events);
        atPs = part("send", atPs, parts.sendPs(), events);
        atPs = part("allocation", atPs, parts.allocationPs(), events);
        atPs = part("device state", atPs, parts.statePs(), events);
        part("switchover", atPs, parts.switchoverPs(), events);
        events.end(DOWNTIME, "downtime", migration.totalPs());
    }

    private static long part(String name, long atPs, long ps, TraceEvents events) {
        if (ps > 0) {
            events.begin(DOWNTIME, name, atPs);
            events.end(DOWNTIME, name, atPs + ps);
        }
        return atPs + ps;
    }
}
