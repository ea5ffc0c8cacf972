package dirtysim.migration;

import dirtysim.host.SendCosts;

/**
 * When QEMU finds that a guest dirties too fast ({@code migration/ram.c}, {@code migration_trigger_throttle}): looked at in syncs
 * more than a second after the last look. Too many pages are those found newly dirty since then if they are more bytes than the
 * trigger's share of what was sent since. Every second time it fires; a look that finds few does not set the count back.
 */
final class ThrottleTrigger {
    private static final long PERIOD_MS = 1000;
    private static final long PAGE_BYTES = 4096;

    private final SendCosts costs;
    private long periodBeganMs;
    private long newPages;
    private long sentBefore;
    private int tooMany;

    ThrottleTrigger(SendCosts costs) {
        this.costs = costs;
    }

    /** The first sync of all, which finds nothing new, begins a period. */
    void begin(long nowMs) {
        periodBeganMs = nowMs;
    }

    /**
     * A sync has found pages.
     *
     * @param nowMs when
     * @param found pages that were not to be sent already
     * @param sentBytes sent since the start
     * @return whether it fires
     */
    boolean synced(long nowMs, long found, long sentBytes) {
        newPages += found;
        if (nowMs <= periodBeganMs + PERIOD_MS) {
            return false;
        }
        double threshold = (sentBytes - sentBefore) * costs.throttleTriggerPercent() / 100;
        boolean fires = newPages * PAGE_BYTES > threshold && ++tooMany >= 2;
        if (fires) {
            tooMany = 0;
        }
        periodBeganMs = nowMs;
        newPages = 0;
        sentBefore = sentBytes;
        return fires;
    }
}
