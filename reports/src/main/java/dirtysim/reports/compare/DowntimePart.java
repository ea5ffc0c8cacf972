package dirtysim.reports.compare;

import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Downtime;
import java.util.List;
import java.util.function.ToLongFunction;

/** The parts of the downtime, in the order of time; they sum to it. The final sync is shown in its own parts. */
public enum DowntimePart {
    /** Until the vCPUs are stopped. */
    STOP("stop", "stopping vCPUs", run -> downtime(run).stopPs()),
    /** Until the devices' writes in flight have landed. */
    QUIESCE("quiesce", "quiescing devices", run -> downtime(run).quiescePs()),
    /** The final sync's query, without handing a bitmap over. */
    FLUSH("flush", "final sync: walk and flush", run -> last(run).flushPs()),
    /** The final sync's bitmap is handed over. */
    COPY("copy", "final sync: bitmap copy", run -> last(run).copyPs()),
    /** All else of the final sync: locks, the log of CPU writes, conversion of the bitmap. */
    SYNC(
            "sync",
            "final sync: CPU log, conversion",
            run -> downtime(run).syncPs() - last(run).flushPs() - last(run).copyPs()),
    /** The pages that are left, until the last has arrived. */
    SEND("send", "remaining pages", run -> downtime(run).sendPs()),
    /** The destination makes what the state of passthrough devices needs. */
    ALLOCATION("allocation", "destination allocation", run -> downtime(run).allocationPs()),
    /** That state. */
    STATE("state", "device state", run -> downtime(run).statePs()),
    /** State of vCPUs and emulated devices, resumption. */
    SWITCHOVER("switchover", "switchover, resume", run -> downtime(run).switchoverPs());

    private static final RoundRecord NONE = new RoundRecord(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, true);

    private final String id;
    private final String title;
    private final ToLongFunction<RunRecord> ps;

    DowntimePart(String id, String title, ToLongFunction<RunRecord> ps) {
        this.id = id;
        this.title = title;
        this.ps = ps;
    }

    /** Stable id, as in {@code results.csv}. */
    public String id() {
        return id;
    }

    /** For a reader. */
    public String title() {
        return title;
    }

    /** How long it took in a run, in picoseconds. */
    public long ps(RunRecord run) {
        return ps.applyAsLong(run);
    }

    private static Downtime downtime(RunRecord run) {
        return run.migration().downtime();
    }

    /** The round of the final sync; one of zeros for a migration that has none. */
    private static RoundRecord last(RunRecord run) {
        List<RoundRecord> rounds = run.rounds();
        boolean synced = !rounds.isEmpty() && downtime(run).syncPs() > 0;
        return synced ? rounds.get(rounds.size() - 1) : NONE;
    }
}
