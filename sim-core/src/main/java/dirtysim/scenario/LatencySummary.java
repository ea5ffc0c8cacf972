package dirtysim.scenario;

import dirtysim.measure.LatencyRecorder;

/**
 * What is kept of a latency distribution, in picoseconds; all zero when nothing was recorded. Quantiles come from an
 * HdrHistogram of three significant digits.
 *
 * @param count how often it was measured
 * @param totalPs sum of all measurements, exact
 * @param minPs smallest
 * @param p50Ps median
 * @param p90Ps 90th percentile
 * @param p99Ps 99th percentile
 * @param p999Ps 99.9th percentile
 * @param maxPs greatest
 * @param histogram the whole distribution, as {@link LatencyRecorder#encoded} gives it; empty when nothing was recorded
 */
public record LatencySummary(
        long count,
        long totalPs,
        long minPs,
        long p50Ps,
        long p90Ps,
        long p99Ps,
        long p999Ps,
        long maxPs,
        String histogram) {
    /** Nothing was recorded. */
    public static final LatencySummary NONE = new LatencySummary(0, 0, 0, 0, 0, 0, 0, 0, "");

    /** The summary of what a recorder holds. */
    public static LatencySummary of(LatencyRecorder recorder) {
        return new LatencySummary(
                recorder.count(),
                recorder.totalPs(),
                recorder.minPs(),
                recorder.percentilePs(50),
                recorder.percentilePs(90),
                recorder.percentilePs(99),
                recorder.percentilePs(99.9),
                recorder.maxPs(),
                recorder.encoded());
    }
}
