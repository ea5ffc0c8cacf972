package dirtysim.bench.suite;

import dirtysim.host.Parameter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Spreads the samples of a parameter over its range. Where the range spans a factor of twenty or more they are spread
 * evenly on a logarithmic scale, for then nobody knows the order of magnitude; where such a range begins at 0, on that of
 * {@code 1 + value / default}. All others are spread evenly, and so are choices, of which each gets an equal part.
 */
final class Spread {
    private static final double WIDE = 20;
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_UP);

    private Spread() {}

    /**
     * The value at a share of the range.
     *
     * @param share 0 for the least value, 1 for the greatest
     */
    static double value(Parameter parameter, double share) {
        double min = parameter.min();
        double max = parameter.max();
        double value;
        if (min > 0 && max / min >= WIDE) {
            value = min * StrictMath.pow(max / min, share);
        } else if (min == 0 && parameter.value() > 0 && max / parameter.value() >= WIDE) {
            value = parameter.value() * (StrictMath.pow(1 + max / parameter.value(), share) - 1);
        } else if (parameter.whole()) {
            // Each whole number has an equal part of the range, the first and the last too.
            value = min + Math.floor(share * (max - min + 1));
        } else {
            value = min + share * (max - min);
        }
        double rounded = parameter.whole()
                ? Math.rint(value)
                : new BigDecimal(value).round(DIGITS).doubleValue();
        return Math.max(min, Math.min(max, rounded));
    }
}
