package dirtysim.migration;

/**
 * QEMU's sync for the throttle's sake, since 9.2 ({@code migration/cpu-throttle.c}, {@code cpu_throttle_dirty_sync_timer_tick}): a timer
 * that fires every so often, from the beginning of the migration on, asks for a sync where there was none since it fired last. Not in
 * the first pass, which sends all memory anyhow.
 */
final class PeriodicSync {
    private final long periodMs;
    private long nextMs;
    private int syncs;
    private int syncsBefore;

    /** @param periodMs between two looks; 0 for none */
    PeriodicSync(long periodMs) {
        this.periodMs = periodMs;
    }

    /** The migration begins. */
    void begin(long nowMs) {
        nextMs = nowMs + periodMs;
    }

    /** There is a sync, whoever asked for it. The start of tracking, with which QEMU's own count begins, is none here. */
    void synced() {
        syncs++;
    }

    /** Whether the timer has fired and asks for a sync. */
    boolean due(long nowMs) {
        if (periodMs == 0 || nowMs < nextMs) {
            return false;
        }
        nextMs = nowMs + periodMs;
        boolean asks = syncs > 0 && syncs == syncsBefore;
        syncsBefore = asks ? syncs + 1 : syncs;
        return asks;
    }
}
