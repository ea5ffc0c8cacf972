package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;

/** A horizontal logarithmic axis between any two values, marked at 1, 2 and 5 of each power of ten as far as there is room. */
final class LogAxis {
    private static final int MOST_TICKS = 8;
    /** Room that a label takes. */
    private static final double LABEL = 50;

    private static final double[] STEPS = {1, 2, 5};

    private final double least;
    private final double most;
    private final double left;
    private final double right;

    LogAxis(double least, double most, double left, double right) {
        this.least = least;
        this.most = most;
        this.left = left;
        this.right = right;
    }

    /** Where a value lies; one beyond an end lies at the end. */
    double x(double value) {
        double share = StrictMath.log(value / least) / StrictMath.log(most / least);
        return left + Math.max(0, Math.min(1, share)) * (right - left);
    }

    void draw(Svg svg, Unit unit, double top, double bottom) {
        double factor = unit.factor(most);
        double decades = StrictMath.log10(most / least);
        int steps = decades * STEPS.length > MOST_TICKS ? 1 : STEPS.length;
        svg.line(left, bottom, right, bottom, "axis");
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(least / factor)));
        double free = Double.NEGATIVE_INFINITY;
        for (; power * factor <= most; power *= 10) {
            for (int step = 0; step < steps; step++) {
                double value = power * STEPS[step] * factor;
                if (value >= least && value <= most) {
                    svg.line(x(value), top, x(value), bottom, "grid");
                    if (x(value) >= free) {
                        svg.label(x(value), bottom + 13, "tick m", unit.tick(value));
                        free = x(value) + LABEL;
                    }
                }
            }
        }
    }
}
