package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How far parameters move a figure: a group of lines a parameter, a line a scheme, from the figure at the least value of
 * the parameter to that at the greatest, where the scheme's marker is. A tick shows the figure at the base.
 */
public final class SwingPanel {
    private static final double WIDTH = 500;
    private static final double LEFT = 176;
    private static final double RIGHT = 488;
    private static final double LINE = 9;
    private static final double LEAST_GROUP = 36;

    /**
     * A parameter.
     *
     * @param name its key
     * @param range its least and greatest value, in words
     * @param lines a line a scheme
     */
    public record Group(String name, String range, List<Line> lines) {
        private double height() {
            return Math.max(LEAST_GROUP, lines.size() * LINE + 10);
        }
    }

    /**
     * What the parameter does under a scheme. An end that is NaN is taken to be the base.
     *
     * @param scheme id of the scheme
     * @param base the figure at the base
     * @param low the figure at the least value of the parameter
     * @param high the figure at its greatest value
     */
    public record Line(String scheme, double base, double low, double high) {
        private double from() {
            return Double.isNaN(low) ? base : low;
        }

        private double to() {
            return Double.isNaN(high) ? base : high;
        }
    }

    private SwingPanel() {}

    /** Draws a panel of a chart whose panels share the scale. */
    public static String draw(String id, String title, List<Group> groups, Scale scale, Unit unit, Palette palette) {
        double bottom = 4 + groups.stream().mapToDouble(Group::height).sum();
        Svg svg = new Svg(id, WIDTH, bottom + 19, title, describe(groups, unit));
        scale.drawX(svg, LEFT, RIGHT, 2, bottom);
        double y = 4;
        for (Group group : groups) {
            double middle = y + group.height() / 2;
            svg.label(LEFT - 10, middle - 1, "name e", group.name());
            svg.label(LEFT - 10, middle + 13, "tick e", group.range());
            double line = middle - (group.lines().size() - 1) * LINE / 2;
            for (Line its : group.lines()) {
                line(svg, its, scale, line, palette);
                line += LINE;
            }
            y += group.height();
            svg.line(0, y, RIGHT, y, "grid");
        }
        return svg.finish();
    }

    private static void line(Svg svg, Line line, Scale scale, double y, Palette palette) {
        double from = x(scale, line.from());
        double to = x(scale, line.to());
        double base = x(scale, line.base());
        svg.open("g", "data-scheme", line.scheme(), "class", palette.colour(line.scheme()));
        svg.leaf(
                "path",
                "class",
                "way",
                "stroke-width",
                "2",
                "d",
                "M" + Svg.at(Math.min(Math.min(from, to), base)) + " " + Svg.at(y) + "H"
                        + Svg.at(Math.max(Math.max(from, to), base)));
        svg.leaf("path", "class", "dot", "d", palette.marker(line.scheme(), to, y));
        svg.line(base, y - 4, base, y + 4, "bracket");
        svg.close("g");
    }

    private static double x(Scale scale, double value) {
        return LEFT + scale.place(value) * (RIGHT - LEFT);
    }

    private static String describe(List<Group> groups, Unit unit) {
        return groups.stream()
                .map(group -> group.name() + " over " + group.range() + ": "
                        + group.lines().stream()
                                .map(line ->
                                        line.scheme() + " " + unit.show(line.from()) + " to " + unit.show(line.to()))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; "));
    }
}
