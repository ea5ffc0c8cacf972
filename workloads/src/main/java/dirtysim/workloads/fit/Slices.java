package dirtysim.workloads.fit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;

/**
 * A distribution as the means of slices of the sorted observations, each with how many it stands for. Each slice takes an
 * eighth of what those before it have left over, and so the greatest observations, few as they are, stand each for itself: of
 * times, a handful may be most of the sum. The mean is that of the observations, to rounding.
 */
public final class Slices {
    private static final MathContext DIGITS = new MathContext(6);
    private static final int SHARE = 8;
    /** More observations than these are thinned. */
    private static final int MOST = 1 << 16;

    private final double[] means;
    private final int[] counts;

    /** @param meansAndCounts mean and count of each slice in turn, ascending */
    @JsonCreator
    Slices(double[] meansAndCounts) {
        int slices = meansAndCounts.length / 2;
        means = new double[slices];
        counts = new int[slices];
        for (int slice = 0; slice < slices; slice++) {
            means[slice] = meansAndCounts[2 * slice];
            counts[slice] = (int) meansAndCounts[2 * slice + 1];
        }
    }

    private Slices(double[] means, int[] counts) {
        this.means = means;
        this.counts = counts;
    }

    /**
     * Cuts observations up.
     *
     * @param observed one or more, in any order
     */
    static Slices of(double[] observed) {
        double[] sorted = observed.clone();
        Arrays.sort(sorted);
        double[] means = new double[sorted.length];
        int[] counts = new int[sorted.length];
        int slices = 0;
        for (int from = 0; from < sorted.length; ) {
            int to = from + (sorted.length - from + SHARE - 1) / SHARE;
            while (to < sorted.length && sorted[to] == sorted[from]) {
                to++;
            }
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += sorted[i];
            }
            means[slices] = new BigDecimal(sum / (to - from)).round(DIGITS).doubleValue();
            counts[slices++] = thinned(to - from, sorted.length);
            from = to;
        }
        return new Slices(Arrays.copyOf(means, slices), Arrays.copyOf(counts, slices));
    }

    private static int thinned(int count, int all) {
        return all <= MOST ? count : (int) Math.max(1, (long) count * MOST / all);
    }

    /** Each mean as often as it counts. */
    double[] all() {
        double[] all = new double[Arrays.stream(counts).sum()];
        int at = 0;
        for (int slice = 0; slice < means.length; slice++) {
            Arrays.fill(all, at, at + counts[slice], means[slice]);
            at += counts[slice];
        }
        return all;
    }

    @JsonValue
    double[] meansAndCounts() {
        double[] both = new double[2 * means.length];
        for (int slice = 0; slice < means.length; slice++) {
            both[2 * slice] = means[slice];
            both[2 * slice + 1] = counts[slice];
        }
        return both;
    }

    boolean valid() {
        return means.length > 0
                && Arrays.stream(means).allMatch(mean -> mean >= 0 && mean < 1e15)
                && Arrays.stream(counts).allMatch(count -> count >= 1 && count <= MOST)
                && Arrays.stream(counts).asLongStream().sum() <= 4L * MOST;
    }
}
