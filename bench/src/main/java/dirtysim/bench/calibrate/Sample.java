package dirtysim.bench.calibrate;

import java.util.Arrays;

/**
 * What repeated batches gave: the median and how far the middle half of them lies apart.
 *
 * @param count batches
 * @param lower first quartile
 * @param median the median
 * @param upper third quartile
 */
record Sample(int count, double lower, double median, double upper) {
    /** Sample of at least one value; quartiles between two values are interpolated. */
    static Sample of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Sample(sorted.length, quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** The same of values that are greater by so much. */
    Sample plus(double constant) {
        return new Sample(count, lower + constant, median + constant, upper + constant);
    }

    /** Interquartile range, as a share of the median. */
    double spread() {
        return (upper - lower) / median;
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
