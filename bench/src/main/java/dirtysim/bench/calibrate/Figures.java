package dirtysim.bench.calibrate;

import java.math.BigDecimal;
import java.math.MathContext;

/** Measured figures as people read them. */
final class Figures {
    private static final MathContext DIGITS = new MathContext(3);

    private Figures() {}

    /** Three significant digits: no measurement here is good for more. */
    static BigDecimal rounded(double value) {
        return new BigDecimal(value, DIGITS);
    }

    /** The same as text, without exponent and trailing zeros. */
    static String text(double value) {
        BigDecimal rounded = rounded(value);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
