package dirtysim.workloads.fit;

import java.util.Arrays;
import java.util.List;

/**
 * On which CPUs operations of one kind are: for some in a row on one, then, from the next burst on, on another.
 *
 * @param first the CPU of the first
 * @param operations for each CPU, how many in a row are on it, time after time; a single 0 for a CPU that has none
 * @param next for each CPU, the weight of each that comes after it
 */
public record CpuRuns(int first, List<double[]> operations, List<double[]> next) {
    boolean valid(int cpus) {
        return first >= 0
                && first < cpus
                && operations != null
                && operations.size() == cpus
                && operations.stream().allMatch(CpuRuns::counts)
                && next != null
                && next.size() == cpus
                && next.stream().allMatch(row -> row != null && row.length == cpus && Weights.sum(row) > 0);
    }

    private static boolean counts(double[] row) {
        return row != null && row.length > 0 && Arrays.stream(row).allMatch(count -> count >= 0 && count < 1e15);
    }
}
