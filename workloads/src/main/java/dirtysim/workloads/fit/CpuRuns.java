package dirtysim.workloads.fit;

import java.util.List;

/**
 * On which CPUs bursts are: for some bursts in a row on one, then on another.
 *
 * @param first the CPU of the first burst
 * @param bursts for each CPU, how many bursts in a row are on it; one of 0 for a CPU that has none
 * @param next for each CPU, the weight of each that comes after it
 */
public record CpuRuns(int first, List<Slices> bursts, List<double[]> next) {
    boolean valid(int cpus) {
        return first >= 0
                && first < cpus
                && bursts != null
                && bursts.size() == cpus
                && bursts.stream().allMatch(one -> one != null && one.valid())
                && next != null
                && next.size() == cpus
                && next.stream().allMatch(row -> row != null && row.length == cpus && Weights.sum(row) > 0);
    }
}
