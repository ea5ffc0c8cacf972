package dirtysim.bench.migrations;

import java.util.List;

/**
 * A real migration: how it was set up, how fast its guest wrote and its link was, and what came of it.
 *
 * @param name name of the run
 * @param ramBytes guest RAM
 * @param nonZeroBytes what of it is not zero
 * @param workingSetBytes memory that the guest writes to
 * @param pattern which of its pages, as {@link dirtysim.cpu.WritePattern} has it
 * @param guestRate page writes a second that the guest counted, by the time up to which it counted them
 * @param bandwidthBytesPerSecond bandwidth that was set
 * @param effectiveBytesPerSecond bandwidth that there was while the guest ran
 * @param realLink whether a link was the bottleneck; otherwise QEMU's own limit, which it drops at the switchover
 * @param downtimeLimitMs downtime limit
 * @param autoConverge whether the guest was to be throttled
 * @param throttle the parameters of that
 * @param completed whether it came to its end; otherwise it was cancelled
 * @param totalMs how long it took, or up to when it was cancelled
 * @param transferredBytes bytes sent
 * @param syncs syncs of the bitmap, the first and the last included
 * @param downtimeMs downtime
 * @param throttleEventsMs when the guest was throttled, or more than before
 */
public record RecordedMigration(
        String name,
        long ramBytes,
        long nonZeroBytes,
        long workingSetBytes,
        String pattern,
        List<RatePoint> guestRate,
        double bandwidthBytesPerSecond,
        double effectiveBytesPerSecond,
        boolean realLink,
        double downtimeLimitMs,
        boolean autoConverge,
        Throttle throttle,
        boolean completed,
        double totalMs,
        double transferredBytes,
        double syncs,
        double downtimeMs,
        List<Double> throttleEventsMs) {
    private static final double UNDISTURBED = 0.95;

    /**
     * @param untilS up to when, in seconds since the migration began
     * @param pagesPerSecond the rate
     */
    public record RatePoint(double untilS, double pagesPerSecond) {}

    /** QEMU's parameters of the throttle, in percent. */
    public record Throttle(double trigger, double initial, double increment, double most) {
        /** The throttle after a number of steps. */
        double after(int steps) {
            return Math.min(most, initial + (steps - 1) * increment);
        }
    }

    /** Defensive copies. */
    public RecordedMigration {
        guestRate = List.copyOf(guestRate);
        throttleEventsMs = List.copyOf(throttleEventsMs);
    }

    /** Whether the host gave the migration at least 95 % of the bandwidth that was set. */
    public boolean undisturbed() {
        return effectiveBytesPerSecond >= UNDISTURBED * bandwidthBytesPerSecond;
    }
}
