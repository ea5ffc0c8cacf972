package dirtysim.reports.statistics;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * The mean of independent values and how well it is known: a two-sided interval from Student's distribution with n - 1 degrees
 * of freedom. One value has neither deviation nor interval.
 *
 * @param n number of values, 1 or more
 * @param mean their mean; NaN if one of them is not a number
 * @param sd their standard deviation, with n - 1 in the denominator; NaN for one value
 * @param low lower end of the interval; NaN for one value
 * @param high upper end of the interval; NaN for one value
 */
public record Estimate(int n, double mean, double sd, double low, double high) {
    /** Confidence of the intervals of means. */
    public static final double CONFIDENCE = 0.95;

    /**
     * Estimates a mean.
     *
     * @param values at least one
     * @param confidence between 0 and 1, both excluded
     */
    public static Estimate of(double[] values, double confidence) {
        int n = values.length;
        if (n == 0) {
            throw new IllegalArgumentException("no values");
        }
        // From the first value on: of equal values the mean is that value, and the deviation none, to the last bit.
        double first = values[0];
        double mean = first + Arrays.stream(values).map(value -> value - first).sum() / n;
        if (n == 1) {
            return new Estimate(1, mean, Double.NaN, Double.NaN, Double.NaN);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double sd = Math.sqrt(squares / (n - 1));
        double half =
                new TDistribution(null, n - 1).inverseCumulativeProbability((1 + confidence) / 2) * sd / Math.sqrt(n);
        return new Estimate(n, mean, sd, mean - half, mean + half);
    }

    /** Estimates a mean at {@link #CONFIDENCE}. */
    public static Estimate of(double[] values) {
        return of(values, CONFIDENCE);
    }

    /** Whether there is an interval: not for one value, nor where a value is not a number. */
    public boolean hasInterval() {
        return !Double.isNaN(low);
    }

    /** Half the width of the interval; NaN if there is none. */
    public double half() {
        return high - mean;
    }
}
