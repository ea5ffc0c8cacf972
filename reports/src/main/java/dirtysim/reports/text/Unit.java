package dirtysim.reports.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** A kind of quantity and how people write it: three significant digits and the unit that suits the size. */
public enum Unit {
    /** Picoseconds, shown as ps, ns, µs, ms or s. */
    TIME(
            10,
            List.of(
                    new Step(1, "ps"),
                    new Step(1e3, "ns"),
                    new Step(1e6, "µs"),
                    new Step(1e9, "ms"),
                    new Step(1e12, "s"))),
    /** Bytes, shown in binary multiples. */
    BYTES(
            16,
            List.of(
                    new Step(1, "B"),
                    new Step(0x1p10, "KiB"),
                    new Step(0x1p20, "MiB"),
                    new Step(0x1p30, "GiB"),
                    new Step(0x1p40, "TiB"))),
    /** A plain count, such as pages. */
    COUNT(10, List.of(new Step(1, ""), new Step(1e6, "M"), new Step(1e9, "G"))),
    /** A share in per cent. */
    PERCENT(10, List.of(new Step(1, "%"))),
    /** Bits a second, shown in decimal multiples. */
    RATE(
            10,
            List.of(
                    new Step(1, "bit/s"),
                    new Step(1e3, "kbit/s"),
                    new Step(1e6, "Mbit/s"),
                    new Step(1e9, "Gbit/s"),
                    new Step(1e12, "Tbit/s"))),
    /** How many times as much. */
    FACTOR(10, List.of(new Step(1, "×")));

    private record Step(double factor, String name) {}

    private static final String SPACE = "\u00a0";

    private final int logBase;
    private final List<Step> steps;

    Unit(int logBase, List<Step> steps) {
        this.logBase = logBase;
        this.steps = steps;
    }

    /** Factor between the grid lines of a logarithmic axis; 16 for bytes, so that the lines have round names. */
    public int logBase() {
        return logBase;
    }

    /** Three significant digits and a unit, joined by a no-break space; "–" for NaN. */
    public String show(double value) {
        return write(value, false);
    }

    /** As {@link #show} without trailing zeros, for the ends of an axis. */
    public String tick(double value) {
        return write(value, true);
    }

    /** As {@link #show} in ASCII, for terminals. */
    public String ascii(double value) {
        return show(value).replace('\u00a0', ' ').replace('µ', 'u').replace('–', '-');
    }

    /** A whole number with commas between groups of three digits: 12,345. */
    public static String grouped(long value) {
        String digits = Long.toString(Math.abs(value));
        StringBuilder out = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            out.insert(i, ',');
        }
        return (value < 0 ? "-" : "") + out;
    }

    /** How many times as much: 1.31×; "–" for NaN. */
    public static String times(double ratio) {
        return Double.isFinite(ratio) ? significant(ratio, false) + "×" : "–";
    }

    /** Size in this unit that a value is shown in; a linear axis takes its round steps from it. */
    public double factor(double value) {
        return stepFor(value).factor();
    }

    private String write(double value, boolean strip) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (value == 0) {
            return this == PERCENT ? "0" + SPACE + "%" : "0";
        }
        Step step = stepFor(value);
        boolean whole = step.factor() == 1 && this != PERCENT && this != FACTOR && value == Math.rint(value);
        String digits = whole ? grouped((long) value) : significant(value / step.factor(), strip);
        return step.name().isEmpty() ? digits : digits + SPACE + step.name();
    }

    private Step stepFor(double value) {
        Step chosen = steps.get(0);
        for (Step step : steps) {
            // What would be rounded up to 1000 is shown as 1.00 of the next unit.
            if (Math.abs(value) >= step.factor() * 0.9995) {
                chosen = step;
            }
        }
        return chosen;
    }

    private static String significant(double value, boolean strip) {
        if (Math.abs(value) >= 999.5) {
            return grouped(Math.round(value));
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        if (rounded.signum() == 0) {
            return "0";
        }
        if (strip) {
            return rounded.stripTrailingZeros().toPlainString();
        }
        int integerDigits = rounded.precision() - rounded.scale();
        return rounded.abs().compareTo(new BigDecimal("0.01")) < 0
                ? rounded.stripTrailingZeros().toPlainString()
                : rounded.setScale(3 - integerDigits, RoundingMode.HALF_UP).toPlainString();
    }
}
