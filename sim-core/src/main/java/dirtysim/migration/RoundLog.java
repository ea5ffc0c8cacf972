package dirtysim.migration;

import dirtysim.engine.EventLoop;
import dirtysim.scenario.RoundRecord;
import dirtysim.tracking.QueryRunner;
import java.util.ArrayList;
import java.util.List;

/** Writes down what each round did; a round begins with a sync, the first with the start of tracking. */
final class RoundLog {
    private final EventLoop loop;
    private final QueryRunner queries;
    private final List<RoundRecord> rounds = new ArrayList<>();
    private long beganPs;
    private long startPs;
    private long sentBefore;
    private long dirtyPages;
    private long dmaPages;
    private long cpuPages;
    private long syncPs;
    private boolean stopped;

    RoundLog(EventLoop loop, QueryRunner queries) {
        this.loop = loop;
        this.queries = queries;
    }

    /** The migration begins, and its first round. */
    void begin() {
        beganPs = loop.nowPs();
        startPs = beganPs;
    }

    /** The sync, or the start of tracking, is over. */
    void synced(long dirty, long dma, long cpu) {
        syncPs = loop.nowPs() - startPs;
        dirtyPages = dirty;
        dmaPages = dma;
        cpuPages = cpu;
    }

    /** The guest is stopped, and the round is one without a sync. */
    void stoppedWithoutSync() {
        syncPs = 0;
        stopped = true;
    }

    /**
     * A round ends, and the next begins.
     *
     * @param sentBytes bytes on the link since the start
     * @param guestStopped whether the guest is stopped
     */
    void next(long sentBytes, boolean guestStopped) {
        boolean first = rounds.isEmpty();
        rounds.add(new RoundRecord(
                rounds.size(),
                startPs - beganPs,
                loop.nowPs() - startPs,
                dirtyPages,
                dmaPages,
                cpuPages,
                sentBytes - sentBefore,
                syncPs,
                first ? 0 : queries.lastFlushPs(),
                first ? 0 : queries.lastCopyPs(),
                stopped));
        stopped = guestStopped;
        startPs = loop.nowPs();
        sentBefore = sentBytes;
        dirtyPages = 0;
        dmaPages = 0;
        cpuPages = 0;
        syncPs = 0;
    }

    /** Those that have ended. */
    List<RoundRecord> rounds() {
        return rounds;
    }
}
