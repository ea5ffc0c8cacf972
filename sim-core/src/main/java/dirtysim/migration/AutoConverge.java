package dirtysim.migration;

import dirtysim.host.SendCosts;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Auto-converge as QEMU 7.2 does it ({@code migration/ram.c}, {@code migration_trigger_throttle}): looked at in syncs more than
 * a second after the last look. Too many pages are those found newly dirty since then if they are more bytes than the
 * trigger's share of what was sent since. Every second time the throttle is raised by a step; a look that finds few does not
 * set the count back, and nothing lowers the throttle.
 */
final class AutoConverge {
    private static final long PERIOD_MS = 1000;
    private static final long PAGE_BYTES = 4096;

    private final SendCosts costs;
    private final List<ThrottleStep> steps = new ArrayList<>();
    private long periodBeganMs;
    private long newPages;
    private long sentBefore;
    private int tooMany;
    private int percent;

    AutoConverge(SendCosts costs) {
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
     * @param sinceBeganPs the same, since the migration began
     * @param found pages that were not to be sent already
     * @param sentBytes sent since the start
     * @return the throttle from now on, in percent
     */
    int synced(long nowMs, long sinceBeganPs, long found, long sentBytes) {
        newPages += found;
        if (nowMs > periodBeganMs + PERIOD_MS) {
            double threshold = (sentBytes - sentBefore) * costs.throttleTriggerPercent() / 100;
            if (newPages * PAGE_BYTES > threshold && ++tooMany >= 2) {
                tooMany = 0;
                double raised =
                        percent == 0 ? costs.throttleInitialPercent() : percent + costs.throttleIncrementPercent();
                percent = (int) Math.min(raised, costs.throttleMaxPercent());
                steps.add(new ThrottleStep(sinceBeganPs, percent));
            }
            periodBeganMs = nowMs;
            newPages = 0;
            sentBefore = sentBytes;
        }
        return percent;
    }

    /** Every step so far. */
    List<ThrottleStep> steps() {
        return steps;
    }
}
