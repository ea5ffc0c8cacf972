package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Ratios on a logarithmic axis: a dot a row, the interval through it, a solid upright line at 1, where both are the same, and a
 * short bar across the row where its limit lies. A row that misses its limit is a cross in place of the dot.
 */
public final class RatioPanel {
    private static final double WIDTH = 540;
    private static final double LEFT = 240;
    private static final double RIGHT = 470;
    private static final double ROW = 30;
    private static final double MARGIN = 1.15;
    private static final int FITS = 36;

    /**
     * @param name what is compared
     * @param detail under what conditions; may be empty
     * @param value ratio
     * @param low lower end of its interval
     * @param high upper end of it
     * @param limit most that it is to be; NaN if there is no target
     * @param missed whether a target is missed
     */
    public record Row(
            String name, String detail, double value, double low, double high, double limit, boolean missed) {}

    private RatioPanel() {}

    /**
     * Draws a panel.
     *
     * @param all rows of all panels of the chart, which share the axis
     * @param rows those of this one
     */
    public static String draw(String id, String title, List<Row> all, List<Row> rows) {
        double bottom = 8 + rows.size() * ROW;
        Svg svg = new Svg(id, WIDTH, bottom + 19, title, describe(rows));
        double[] ends = all.stream()
                .flatMapToDouble(row -> DoubleStream.of(row.low(), row.high(), row.value(), row.limit()))
                .filter(value -> value > 0)
                .toArray();
        LogAxis axis = new LogAxis(
                Math.min(1, Arrays.stream(ends).min().orElse(1)) / MARGIN,
                Math.max(1, Arrays.stream(ends).max().orElse(1)) * MARGIN,
                LEFT,
                RIGHT);
        axis.draw(svg, Unit.FACTOR, 2, bottom);
        svg.line(axis.x(1), 2, axis.x(1), bottom, "bracket");
        double y = 8;
        for (Row row : rows) {
            row(svg, row, axis, y + ROW / 2 - 4);
            y += ROW;
        }
        return svg.finish();
    }

    private static void row(Svg svg, Row row, LogAxis axis, double middle) {
        boolean two = !row.detail().isEmpty();
        svg.label(LEFT - 10, middle + (two ? -1 : 4), "name e", shortened(row.name()));
        if (two) {
            svg.label(LEFT - 10, middle + 12, "tick e", shortened(row.detail()));
        }
        double x = axis.x(row.value());
        svg.line(axis.x(row.low()), middle, axis.x(row.high()), middle, "whisker");
        svg.line(axis.x(row.low()), middle - 3, axis.x(row.low()), middle + 3, "whisker");
        svg.line(axis.x(row.high()), middle - 3, axis.x(row.high()), middle + 3, "whisker");
        if (row.limit() > 0) {
            svg.line(axis.x(row.limit()), middle - 9, axis.x(row.limit()), middle + 9, "limit");
        }
        String at = "M" + Svg.at(x) + " " + Svg.at(middle);
        if (row.missed()) {
            svg.leaf("path", "class", "cross", "d", at + "m-4-4l8 8m0-8l-8 8");
        } else {
            svg.open("g", "class", "c0");
            svg.leaf("path", "class", "dot", "d", at + "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z");
            svg.close("g");
        }
        svg.label(RIGHT + 8, middle + 4, row.missed() ? "bad" : "value", Unit.FACTOR.show(row.value()));
    }

    private static String shortened(String text) {
        return text.length() <= FITS ? text : text.substring(0, FITS - 1) + "…";
    }

    private static String describe(List<Row> rows) {
        return rows.stream()
                .map(row -> (row.name() + " " + row.detail()).strip() + " " + Unit.FACTOR.show(row.value()) + ", "
                        + Unit.FACTOR.show(row.low()) + " to " + Unit.FACTOR.show(row.high())
                        + (row.missed() ? " (target missed)" : ""))
                .collect(Collectors.joining("; "));
    }
}
