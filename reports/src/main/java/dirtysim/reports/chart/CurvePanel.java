package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A simulated curve through published points: circles for what was published, a bar through each for its tolerance, a line
 * with dots for what was simulated, and a cross in place of the dot where it is outside. The horizontal axis is logarithmic
 * and marked at the points themselves.
 */
public final class CurvePanel {
    private static final double WIDTH = 340;
    private static final double LEFT = 62;
    private static final double RIGHT = 322;
    private static final double TOP = 10;
    private static final double BOTTOM = 176;

    /** Room for a character of a tick label. */
    private static final double CHARACTER = 6.6;

    /** The simulated line, in the colour that stands for the first scheme elsewhere. */
    private static final double DOT = 2.2;

    private static final double CIRCLE = 4;
    private static final String COLOUR = "c0";

    /**
     * @param x place on the horizontal axis, above 0
     * @param published the published value
     * @param simulated the simulated value
     * @param tolerance how far they may differ
     * @param met whether they differ by no more
     */
    public record Point(double x, double published, double simulated, double tolerance, boolean met) {}

    /**
     * @param points in ascending order of x, at least two
     * @param xName what x counts
     */
    public record Curve(List<Point> points, String xName) {}

    private CurvePanel() {}

    /** The legend. */
    public static List<LegendKey> keys() {
        return List.of(
                LegendKey.of("published", svg -> svg.circle(8, 6, CIRCLE, "mark")),
                LegendKey.of("its tolerance", svg -> svg.line(8, 1, 8, 11, "range")),
                LegendKey.of("simulated", svg -> {
                    svg.open("g", "class", COLOUR);
                    svg.leaf("path", "class", "way", "d", "M0 6H16", "stroke-width", "2");
                    svg.circle(8, 6, DOT, "dot");
                    svg.close("g");
                }),
                LegendKey.of("simulated, missed", svg -> svg.cross(8, 6, 4.5)));
    }

    /**
     * Draws a panel of a chart whose panels share the vertical scale.
     *
     * @param y scale of the values
     * @param unit how a value is written in the description
     */
    public static String draw(String id, String title, Curve curve, Scale y, Unit unit) {
        Svg svg = new Svg(id, WIDTH, BOTTOM + 34, title, describe(curve, unit));
        y.drawY(svg, LEFT, RIGHT, TOP, BOTTOM);
        double first = curve.points().get(0).x();
        double span =
                StrictMath.log(curve.points().get(curve.points().size() - 1).x() / first);
        List<Double> xs = curve.points().stream()
                .map(point -> LEFT + 8 + StrictMath.log(point.x() / first) / span * (RIGHT - LEFT - 16))
                .toList();
        ticks(svg, curve, xs);
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 30, "tick m", curve.xName());
        List<Point> points = curve.points();
        for (int i = 0; i < points.size(); i++) {
            double least = points.get(i).published() - points.get(i).tolerance();
            double most = points.get(i).published() + points.get(i).tolerance();
            svg.line(xs.get(i), height(y, least), xs.get(i), height(y, most), "range");
        }
        svg.open("g", "class", COLOUR);
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < points.size(); i++) {
            way.append(i == 0 ? 'M' : 'L').append(Svg.at(xs.get(i))).append(' ');
            way.append(Svg.at(height(y, points.get(i).simulated())));
        }
        svg.leaf("path", "class", "way", "d", way.toString(), "stroke-width", "2");
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).met()) {
                svg.circle(xs.get(i), height(y, points.get(i).simulated()), DOT, "dot");
            }
        }
        svg.close("g");
        for (int i = 0; i < points.size(); i++) {
            svg.circle(xs.get(i), height(y, points.get(i).published()), CIRCLE, "mark");
            if (!points.get(i).met()) {
                svg.cross(xs.get(i), height(y, points.get(i).simulated()), 4.5);
            }
        }
        return svg.finish();
    }

    private static double height(Scale y, double value) {
        return BOTTOM - y.place(value) * (BOTTOM - TOP);
    }

    private static void ticks(Svg svg, Curve curve, List<Double> xs) {
        int last = xs.size() - 1;
        double free = Double.NEGATIVE_INFINITY;
        double beforeLast = xs.get(last) - half(curve.points().get(last));
        for (int i = 0; i <= last; i++) {
            double x = xs.get(i);
            double half = half(curve.points().get(i));
            svg.line(x, BOTTOM, x, BOTTOM + 3, "axis");
            if (i == last || x - half >= free && x + half <= beforeLast) {
                svg.label(x, BOTTOM + 15, "tick m", mark(curve.points().get(i)));
                free = x + half;
            }
        }
    }

    private static String mark(Point point) {
        return Unit.grouped(Math.round(point.x()));
    }

    private static double half(Point point) {
        return CHARACTER * (mark(point).length() + 1) / 2;
    }

    private static String describe(Curve curve, Unit unit) {
        List<String> parts = new ArrayList<>();
        for (Point point : curve.points()) {
            parts.add(mark(point) + ": published " + unit.show(point.published()) + ", simulated "
                    + unit.show(point.simulated()) + (point.met() ? "" : " (missed)"));
        }
        return parts.stream().collect(Collectors.joining("; ", "By " + curve.xName() + ": ", "."));
    }
}
