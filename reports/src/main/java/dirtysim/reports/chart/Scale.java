package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An axis from the smallest to the largest of some values. It is linear and starts at zero, unless the positive values
 * span more than a factor of fifty: then it is logarmithic and starts below the smallest of them, and zero, which such
 * an axis cannot show, is put at its very start and drawn as the digit 0.
 */
public final class Scale {
    private static final double LINEAR_SPAN = 50;
    private static final int INTERVALS = 4;

    private final Unit unit;
    private final boolean logarithmic;
    private final double start;
    private final double end;
    private final List<Double> ticks = new ArrayList<>();

    /** @param values what is to be shown; NaN and negative values do not count */
    public Scale(Unit unit, double[] values) {
        this(unit, values, INTERVALS);
    }

    /**
     * @param values what is to be shown; NaN and negative values do not count
     * @param intervals how many intervals between ticks a linear axis has at most
     */
    public Scale(Unit unit, double[] values, int intervals) {
        this(unit, values, intervals, true);
    }

    /** An axis for marks rather than bars: where it is linear, it need not begin at zero. */
    public static Scale ofMarks(Unit unit, double[] values) {
        return new Scale(unit, values, INTERVALS, false);
    }

    private Scale(Unit unit, double[] values, int intervals, boolean fromZero) {
        this.unit = unit;
        double[] positive = Arrays.stream(values).filter(value -> value > 0).toArray();
        double least = Arrays.stream(positive).min().orElse(1);
        double most = Arrays.stream(positive).max().orElse(1);
        this.logarithmic = most / least > LINEAR_SPAN;
        if (logarithmic) {
            double base = unit.logBase();
            double tick = unit.factor(least);
            while (tick >= least) {
                tick /= base;
            }
            while (tick * base < least) {
                tick *= base;
            }
            this.start = tick;
            for (; tick < most; tick *= base) {
                ticks.add(tick);
            }
            ticks.add(tick);
            this.end = tick;
        } else {
            // Ticks have three digits: less than a twentieth of the whole they could not tell apart.
            double first = fromZero ? 0 : Math.min(least, most * 0.95);
            double step = step(most - first, intervals);
            int skipped = (int) Math.floor(first / step + 1e-9);
            int steps = (int) Math.ceil(most / step - 1e-9);
            this.start = skipped * step;
            this.end = steps * step;
            for (int i = skipped; i <= steps; i++) {
                ticks.add(i * step);
            }
        }
    }

    /** A sentence on the axis of a bar chart for the caption. */
    public String note() {
        return logarithmic
                ? "Log scale: each grid line is " + unit.logBase() + " times the one before, and bars start at "
                        + unit.tick(start) + ", so compare the numbers, not the lengths. Zero is written 0."
                : "Linear scale from zero.";
    }

    /** As {@link #note} for a chart without bars. */
    public String axis() {
        return logarithmic
                ? "Log scale: each grid line is " + unit.logBase() + " times the one before; zero is at its start."
                : start > 0
                        ? "Linear scale that begins at " + unit.tick(start) + ", not at zero."
                        : "Linear scale from zero.";
    }

    /** Whether the axis is logarithmic. */
    public boolean isLogarithmic() {
        return logarithmic;
    }

    double start() {
        return start;
    }

    double end() {
        return end;
    }

    /** Place of a value on the axis, 0 to 1; what lies outside is put at the end it is nearer to. */
    double place(double value) {
        if (!(value > start)) {
            return 0;
        }
        double place = logarithmic
                ? StrictMath.log(value / start) / StrictMath.log(end / start)
                : (value - start) / (end - start);
        return Math.min(place, 1);
    }

    List<Double> ticks() {
        return ticks;
    }

    /** Draws grid lines and as many tick labels as fit beside each other, the first and the last among them. */
    void drawX(Svg svg, double left, double right, double top, double bottom) {
        int fit = Math.max(1, (int) ((right - left) / 52));
        int every = Math.max(1, (ticks.size() + fit - 2) / fit);
        for (int i = 0; i < ticks.size(); i++) {
            double x = left + place(ticks.get(i)) * (right - left);
            svg.line(x, top, x, bottom, i == 0 ? "axis" : "grid");
            if (i % every == 0) {
                svg.label(x, bottom + 13, "tick m", unit.tick(ticks.get(i)));
            }
        }
    }

    /** Draws grid lines and tick labels of a vertical axis. */
    void drawY(Svg svg, double left, double right, double top, double bottom) {
        int every = Math.max(1, (ticks.size() + 3) / 5);
        for (int i = 0; i < ticks.size(); i++) {
            double y = bottom - place(ticks.get(i)) * (bottom - top);
            svg.line(left, y, right, y, i == 0 ? "axis" : "grid");
            if (i % every == 0) {
                svg.label(left - 6, y + 3.5, "tick e", unit.tick(ticks.get(i)));
            }
        }
    }

    private double step(double most, int intervals) {
        double factor = unit.factor(most);
        double rough = most / factor / intervals;
        double magnitude = 1;
        while (magnitude > rough) {
            magnitude /= 10;
        }
        while (magnitude * 10 <= rough) {
            magnitude *= 10;
        }
        double digit = rough / magnitude;
        double rounded = digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10;
        double step = rounded * magnitude * factor;
        return unit == Unit.COUNT ? Math.max(step, 1) : step;
    }
}
