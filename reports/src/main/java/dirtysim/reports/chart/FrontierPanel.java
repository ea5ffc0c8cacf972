package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where schemes stop converging, a row a scheme on a logarithmic axis: a band over the values at which it converges, with the
 * scheme's marker at its end.
 */
public final class FrontierPanel {
    private static final double WIDTH = 500;
    private static final double LEFT = 98;
    private static final double RIGHT = 366;
    private static final double ROW = 22;

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages in any run of the search
     * @param edge the hardest value at which it converges; NaN if there is none
     * @param found whether it does not converge at the next value; otherwise nobody looked
     * @param again a harder value at which it converges all the same; NaN if there is none
     * @param answer what is written beside it
     */
    public record Row(String scheme, boolean lost, double edge, boolean found, double again, String answer) {}

    /**
     * What the panels of a chart share.
     *
     * @param least least value of the axis
     * @param most greatest value of the axis
     * @param easiest value at which the search ends on the easy side
     * @param own the scenario's own value
     */
    public record Frame(double least, double most, double easiest, double own) {}

    private FrontierPanel() {}

    /** The legend. */
    public static List<LegendKey> keys() {
        return List.of(
                LegendKey.of("converges", svg -> {
                    svg.open("g", "class", "c0");
                    svg.rect(0, 2, 16, 8, "rest");
                    svg.close("g");
                }),
                LegendKey.of("the edge", svg -> {
                    svg.open("g", "class", "c0");
                    svg.circle(8, 6, 3.5, "dot");
                    svg.close("g");
                }),
                LegendKey.of("as far as was tried", svg -> svg.leaf("path", "class", "mark", "d", "M9 2l-5 4l5 4")),
                LegendKey.of("converges again", svg -> svg.cross(8, 6, 4)),
                LegendKey.of("the scenario's own value", svg -> svg.line(8, 0, 8, 12, "limit")));
    }

    /** Draws a panel of a chart whose panels share the frame. */
    public static String draw(String id, String title, List<Row> rows, Frame frame, Unit unit, Palette palette) {
        double bottom = 8 + rows.size() * ROW;
        Svg svg = new Svg(id, WIDTH, bottom + 19, title, describe(rows));
        LogAxis axis = new LogAxis(frame.least(), frame.most(), LEFT, RIGHT);
        axis.draw(svg, unit, 4, bottom);
        double easy = axis.x(frame.easiest());
        boolean harderToTheLeft = frame.easiest() > frame.own();
        double y = 6 + ROW / 2;
        for (Row row : rows) {
            svg.open("g", "data-scheme", row.scheme(), "class", palette.colour(row.scheme()));
            Names.draw(svg, row.scheme(), row.lost(), LEFT - 9, y + 4);
            if (!Double.isNaN(row.edge())) {
                double x = axis.x(row.edge());
                svg.rect(Math.min(x, easy), y - 6, Math.abs(easy - x), 12, "rest");
                if (row.found()) {
                    svg.leaf("path", "class", "dot", "d", palette.marker(row.scheme(), x, y));
                } else {
                    double to = harderToTheLeft ? 5 : -5;
                    svg.leaf(
                            "path",
                            "class",
                            "mark",
                            "d",
                            "M" + Svg.at(x + to) + " " + Svg.at(y - 5) + "L" + Svg.at(x) + " " + Svg.at(y) + "L"
                                    + Svg.at(x + to) + " " + Svg.at(y + 5));
                }
            }
            if (!Double.isNaN(row.again())) {
                svg.cross(axis.x(row.again()), y, 4);
            }
            svg.label(RIGHT + 8, y + 4, Double.isNaN(row.edge()) ? "none" : "value", row.answer());
            svg.close("g");
            y += ROW;
        }
        svg.line(axis.x(frame.own()), 4, axis.x(frame.own()), bottom, "limit");
        return svg.finish();
    }

    private static String describe(List<Row> rows) {
        return rows.stream()
                .map(row -> row.scheme() + " " + row.answer() + (row.lost() ? " (lost pages)" : ""))
                .collect(Collectors.joining(", "));
    }
}
