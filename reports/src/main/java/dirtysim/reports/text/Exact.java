package dirtysim.reports.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers for files that machines read. Times are rounded half up in integer arithmetic; no locale takes part, and
 * {@code Double.toString}, which changed with JDK 19, is not used.
 */
public final class Exact {
    private Exact() {}

    /** Whole nanoseconds of a time of 0 or more picoseconds, rounded half up. */
    public static String ns(long ps) {
        return Long.toString(divide(ps, 1_000));
    }

    /** Milliseconds with three decimals of a time of 0 or more picoseconds, rounded half up. */
    public static String ms(long ps) {
        long us = divide(ps, 1_000_000);
        String fraction = Long.toString(1_000 + us % 1_000).substring(1);
        return us / 1_000 + "." + fraction;
    }

    /** So many decimals, rounded half up; empty for NaN and infinities, which stand for "not applicable". */
    public static String decimals(double value, int decimals) {
        return Double.isFinite(value)
                ? new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString()
                : "";
    }

    /** At most twelve significant digits and no needless zeros: 128, 1.6. Not finite: {@code NaN} or an infinity. */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(12, RoundingMode.HALF_UP));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A hash as sixteen hexadecimal digits. */
    public static String hash(long bits) {
        String hex = Long.toHexString(bits);
        return "0".repeat(16 - hex.length()) + hex;
    }

    private static long divide(long value, long by) {
        // Not (value + by / 2) / by, which overflows for times near Long.MAX_VALUE.
        return value / by + (value % by * 2 >= by ? 1 : 0);
    }
}
