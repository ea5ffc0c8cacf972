package dirtysim.reports.sensitivity;

import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.text.Exact;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A parameter that, moved alone to one end of its range, changes an order.
 *
 * @param parameter what is moved
 * @param base its value at the base
 * @param end the value to which it was moved
 * @param ahead scheme that is ahead there
 * @param turnsAt value at which the order turns, interpolated linearly between the run at the base and that at the end, so
 *     approximate; NaN for a choice, and where two schemes that were level come apart
 */
public record Turn(Parameter parameter, double base, double end, String ahead, double turnsAt) {
    /** Whether the default of the parameter is a guess. */
    public boolean assumed() {
        return parameter.status() == Parameter.Status.ASSUMPTION;
    }

    /** Where two lines cross that start at the base, one above the other, and have changed places at the end. */
    static double crossing(Parameter parameter, double base, double end, double gapAtBase, double gapAtEnd) {
        if (parameter.choices().length > 0 || gapAtBase == gapAtEnd) {
            return Double.NaN;
        }
        return base + (end - base) * gapAtBase / (gapAtBase - gapAtEnd);
    }

    /** What it takes, in words: {@code invalidate-ns below about 240 ns}, or {@code ats=on}. */
    public String words() {
        if (parameter.choices().length > 0) {
            return parameter.key() + "=" + Parameters.text(parameter, end);
        }
        if (Double.isNaN(turnsAt)) {
            return parameter.key() + " towards " + Exact.plain(end);
        }
        return parameter.key() + (end < base ? " below about " : " above about ") + threeDigits(turnsAt) + " "
                + parameter.unit();
    }

    private static String threeDigits(double value) {
        return value == 0
                ? "0"
                : new BigDecimal(value)
                        .round(new MathContext(3, RoundingMode.HALF_UP))
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
