package dirtysim.workloads.fit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import org.apache.commons.math3.random.RandomGenerator;

/**
 * A distribution as the means of equal slices of the sorted observations. What is drawn has the mean of the observations,
 * to rounding, and their quantiles to within a slice.
 */
public final class Slices {
    private static final MathContext DIGITS = new MathContext(6);

    private final double[] means;

    /** @param means ascending */
    @JsonCreator
    Slices(double[] means) {
        this.means = means;
    }

    /**
     * Cuts observations up.
     *
     * @param observed one or more, in any order
     * @param most how many slices at most; one if all are equal
     */
    static Slices of(double[] observed, int most) {
        double[] sorted = observed.clone();
        Arrays.sort(sorted);
        if (sorted[0] == sorted[sorted.length - 1]) {
            return new Slices(new double[] {rounded(sorted[0])});
        }
        int count = Math.min(most, sorted.length);
        double[] means = new double[count];
        for (int slice = 0; slice < count; slice++) {
            // Observations are cut where a slice ends, or the last would weigh more or less than the others.
            double from = (double) slice * sorted.length / count;
            double to = (double) (slice + 1) * sorted.length / count;
            double sum = 0;
            for (int i = (int) from; i < Math.min(sorted.length, Math.ceil(to)); i++) {
                sum += sorted[i] * (Math.min(to, i + 1) - Math.max(from, i));
            }
            means[slice] = rounded(sum / (to - from));
        }
        return new Slices(means);
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** A number, 0 or more. */
    double draw(RandomGenerator random) {
        return means.length == 1 ? means[0] : means[random.nextInt(means.length)];
    }

    /** A whole number; what is drawn is rounded up or down at random, so that the mean stays. */
    long drawWhole(RandomGenerator random, double factor) {
        double drawn = draw(random) * factor;
        double whole = Math.floor(drawn);
        boolean up = drawn > whole && random.nextDouble() < drawn - whole;
        return (long) whole + (up ? 1 : 0);
    }

    /** The means. */
    @JsonValue
    double[] means() {
        return means.clone();
    }

    boolean valid() {
        return means.length > 0 && Arrays.stream(means).allMatch(mean -> mean >= 0 && mean < 1e15);
    }
}
