package dirtysim.reports.gate;

import dirtysim.reports.gate.GateTable.RowKey;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A cell that is not what it was.
 *
 * @param file in which file
 * @param row in which row
 * @param column in which column
 * @param base the baseline's text
 * @param next the new one
 */
public record Difference(GateFile file, RowKey row, String column, String base, String next) {
    /** What a difference is to a user. */
    public enum Turn {
        /** A cost rose, or a page was lost. */
        WORSE,
        /** A cost fell: the baseline is stale. */
        BETTER,
        /** Neither: a count, an input, a hash. */
        CHANGED;

        /** As it is printed. */
        public String word() {
            return switch (this) {
                case WORSE -> "worse";
                case BETTER -> "better";
                case CHANGED -> "changed";
            };
        }
    }

    /** Which it is. */
    public Turn turn() {
        int way = Preference.of(file, column);
        BigDecimal from = number(base);
        BigDecimal to = number(next);
        if (way == 0 || from == null || to == null || from.compareTo(to) == 0) {
            return Turn.CHANGED;
        }
        return to.compareTo(from) * way > 0 ? Turn.BETTER : Turn.WORSE;
    }

    /** How far apart the two are, for sorting: as a share of the baseline's value, infinite where that is 0 or no number. */
    double size() {
        BigDecimal from = number(base);
        BigDecimal to = number(next);
        if (from == null || to == null || from.signum() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return to.subtract(from).divide(from, MathContext.DECIMAL64).abs().doubleValue();
    }

    /** The change for a reader: both values, and the difference in percent where there is one. */
    public String words() {
        String both = shown(base) + " -> " + shown(next);
        double size = size();
        if (base.equals("true") || !Double.isFinite(size) || number(base).compareTo(number(next)) == 0) {
            return both;
        }
        BigDecimal percent = number(next)
                .subtract(number(base))
                .multiply(BigDecimal.valueOf(100))
                .divide(number(base).abs(), MathContext.DECIMAL64);
        // Two digits at least: a change is never shown as none.
        BigDecimal rounded = percent.abs().compareTo(BigDecimal.ONE) < 0
                ? percent.round(new MathContext(2, RoundingMode.HALF_UP))
                : percent.setScale(1, RoundingMode.HALF_UP);
        return both + " (" + (percent.signum() > 0 ? "+" : "") + rounded.toPlainString() + " %)";
    }

    /** A cell as a number; true is 1 and false is 0; null where it is none. */
    static BigDecimal number(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true") ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        if (text.isEmpty() || text.length() > 40 || "+-.0123456789".indexOf(text.charAt(0)) < 0) {
            return null;
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String shown(String text) {
        return text.isEmpty() ? "nothing" : text;
    }
}
