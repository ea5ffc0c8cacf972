package dirtysim.workloads.info;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers as people write them, the same under every locale, in ASCII. */
final class NumberText {
    private static final long KIB = 1L << 10;
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;

    private NumberText() {}

    /** A whole number with commas: 12,345. */
    static String count(long value) {
        String digits = Long.toString(Math.abs(value));
        StringBuilder out = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            out.insert(i, ',');
        }
        return (value < 0 ? "-" : "") + out;
    }

    /** Three significant digits: 0.0123, 12.3, 1,230. */
    static String number(double value) {
        if (Math.abs(value) >= 999.5) {
            return count(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A time in us, ms or s. */
    static String time(long us) {
        if (us < 1_000) {
            return us + " us";
        }
        return us < 999_500 ? number(us / 1e3) + " ms" : number(us / 1e6) + " s";
    }

    /** A size, in binary multiples where it is one. */
    static String size(long bytes) {
        if (bytes >= GIB && bytes % GIB == 0) {
            return count(bytes / GIB) + " GiB";
        }
        if (bytes >= MIB && bytes % MIB == 0) {
            return count(bytes / MIB) + " MiB";
        }
        return bytes >= KIB && bytes % KIB == 0 ? count(bytes / KIB) + " KiB" : count(bytes) + " B";
    }

    /** A share in per cent. */
    static String share(double part, double whole) {
        if (whole == 0) {
            return "-";
        }
        double percent = 100 * part / whole;
        return percent > 99.95 && part < whole ? ">99.9 %" : percent < 0.05 && part > 0 ? "<0.1 %" : tenth(percent);
    }

    private static String tenth(double percent) {
        return new BigDecimal(percent).setScale(1, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    /** A rate of bytes, in bits as links have it. */
    static String bits(double bytesPerSecond) {
        double bits = bytesPerSecond * 8;
        if (bits >= 999.5e6) {
            return number(bits / 1e9) + " Gbit/s";
        }
        return bits >= 999.5e3 ? number(bits / 1e6) + " Mbit/s" : number(bits / 1e3) + " kbit/s";
    }
}
