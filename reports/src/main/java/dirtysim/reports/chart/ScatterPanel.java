package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Simulated against measured, a dot for each pair, on two equal logarithmic axes with the line where both are the same. */
public final class ScatterPanel {
    private static final double WIDTH = 340;
    private static final double LEFT = 62;
    private static final double RIGHT = 322;
    private static final double TOP = 10;
    private static final double BOTTOM = 270;
    private static final int MOST_TICKS = 6;
    private static final double[] STEPS = {1, 2, 5};

    /** The dots, in the colour that stands for the first scheme elsewhere. */
    private static final double DOT = 2.6;

    private static final String COLOUR = "c0";

    /**
     * @param name what the pair belongs to
     * @param measured above 0
     * @param simulated above 0
     * @param met whether they differ by no more than they may
     */
    public record Point(String name, double measured, double simulated, boolean met) {}

    /** From the least to the greatest value, on both axes. */
    private record Range(double least, double most) {
        double share(double value) {
            return StrictMath.log(value / least) / StrictMath.log(most / least);
        }

        double x(double value) {
            return LEFT + share(value) * (RIGHT - LEFT);
        }

        double y(double value) {
            return BOTTOM - share(value) * (BOTTOM - TOP);
        }
    }

    private ScatterPanel() {}

    /** The legend. */
    public static List<LegendKey> keys() {
        return List.of(
                LegendKey.of("within its tolerance", svg -> {
                    svg.open("g", "class", COLOUR);
                    svg.circle(8, 6, DOT, "dot");
                    svg.close("g");
                }),
                LegendKey.of("missed", svg -> svg.cross(8, 6, 4)),
                LegendKey.of("the same", svg -> svg.line(1, 11, 15, 1, "axis")));
    }

    /**
     * Draws a panel.
     *
     * @param id unique in the page
     * @param title what the values are
     * @param points at least two
     * @param unit how a value is written
     */
    public static String draw(String id, String title, List<Point> points, Unit unit) {
        long missed = points.stream().filter(point -> !point.met()).count();
        String described = points.size() + " pairs of measured and simulated values, " + missed
                + " of them outside their tolerance.";
        Svg svg = new Svg(id, WIDTH, BOTTOM + 34, title + ", simulated against measured", described);
        double least = Math.min(extreme(points, Point::measured, false), extreme(points, Point::simulated, false));
        double most = Math.max(extreme(points, Point::measured, true), extreme(points, Point::simulated, true));
        Range range = new Range(least / 1.15, most * 1.15);
        svg.line(LEFT, BOTTOM, RIGHT, BOTTOM, "axis");
        svg.line(LEFT, TOP, LEFT, BOTTOM, "axis");
        ticks(svg, range, unit);
        svg.line(LEFT, BOTTOM, RIGHT, TOP, "axis");
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 30, "tick m", "measured");
        svg.open("g", "class", COLOUR);
        points.stream()
                .filter(Point::met)
                .forEach(point -> svg.circle(range.x(point.measured()), range.y(point.simulated()), DOT, "dot"));
        svg.close("g");
        points.stream()
                .filter(point -> !point.met())
                .forEach(point -> svg.cross(range.x(point.measured()), range.y(point.simulated()), 4));
        return svg.finish();
    }

    private static double extreme(List<Point> points, ToDoubleFunction<Point> of, boolean most) {
        return most
                ? points.stream().mapToDouble(of).max().orElse(1)
                : points.stream().mapToDouble(of).min().orElse(1);
    }

    /** At 1, 2 and 5 of each power of ten, or at the powers alone where that would be too many. */
    private static void ticks(Svg svg, Range range, Unit unit) {
        double factor = unit.factor(range.most());
        double decades = StrictMath.log10(range.most() / range.least());
        int steps = decades * STEPS.length > MOST_TICKS ? 1 : STEPS.length;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(range.least() / factor)));
        for (; power * factor < range.most(); power *= 10) {
            for (int step = 0; step < steps; step++) {
                double value = power * STEPS[step] * factor;
                if (value > range.least() && value < range.most()) {
                    svg.line(range.x(value), BOTTOM, range.x(value), BOTTOM + 3, "axis");
                    svg.label(range.x(value), BOTTOM + 15, "tick m", unit.tick(value));
                    svg.line(LEFT - 3, range.y(value), LEFT, range.y(value), "axis");
                    svg.label(LEFT - 6, range.y(value) + 4, "tick e", unit.tick(value));
                }
            }
        }
    }
}
