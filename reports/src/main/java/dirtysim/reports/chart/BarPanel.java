package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.stream.Collectors;

/** Horizontal bars, one a scheme, each with its name before it and its value after it. */
public final class BarPanel {
    private static final double WIDTH = 340;
    private static final double LEFT = 92;
    private static final double RIGHT = 276;
    private static final double ROW = 19;

    /**
     * @param scheme id of the scheme
     * @param value its value; NaN where the measure does not apply
     * @param low lower end of its confidence interval; NaN where there is none
     * @param high upper end of that
     * @param lost whether the scheme lost pages in this run
     */
    public record Bar(String scheme, double value, double low, double high, boolean lost) {}

    private BarPanel() {}

    /** Draws a panel of a chart whose panels share the scale. */
    public static String draw(String id, String title, List<Bar> bars, Scale scale, Unit unit, Palette palette) {
        double bottom = 6 + bars.size() * ROW;
        Svg svg = new Svg(id, WIDTH, bottom + 19, title, describe(bars, unit));
        scale.drawX(svg, LEFT, RIGHT, 2, bottom);
        double y = 6;
        for (Bar bar : bars) {
            double end = LEFT + scale.place(bar.value()) * (RIGHT - LEFT);
            svg.open("g", "data-scheme", bar.scheme(), "class", palette.colour(bar.scheme()));
            Names.draw(svg, bar.scheme(), bar.lost(), LEFT - 7, y + 11);
            if (bar.value() > 0) {
                svg.rect(LEFT, y + 1, Math.max(end - LEFT, 1), ROW - 6, bar.lost() ? "bar lost" : "bar");
            }
            if (bar.high() > bar.low()) {
                double from = LEFT + scale.place(bar.low()) * (RIGHT - LEFT);
                double to = LEFT + scale.place(bar.high()) * (RIGHT - LEFT);
                double middle = y + (ROW - 4) / 2;
                svg.line(from, middle, to, middle, "whisker");
                svg.line(from, middle - 3, from, middle + 3, "whisker");
                svg.line(to, middle - 3, to, middle + 3, "whisker");
                end = Math.max(end, to);
            }
            svg.label(end + 5, y + 11, Double.isNaN(bar.value()) ? "none" : "value", show(bar, unit));
            svg.close("g");
            y += ROW;
        }
        overlay(svg, scale);
        return svg.finish();
    }

    /** The place for the marks of a second report, and how the script finds where they belong. */
    private static void overlay(Svg svg, Scale scale) {
        svg.leaf(
                "g",
                "class",
                "overlay",
                "data-from",
                Svg.at(LEFT),
                "data-to",
                Svg.at(RIGHT),
                "data-start",
                Double.toString(scale.start()),
                "data-end",
                Double.toString(scale.end()),
                "data-log",
                Boolean.toString(scale.isLogarithmic()));
    }

    private static String describe(List<Bar> bars, Unit unit) {
        return bars.stream()
                .map(bar -> bar.scheme() + " " + show(bar, unit) + (bar.lost() ? " (lost pages)" : ""))
                .collect(Collectors.joining(", "));
    }

    private static String show(Bar bar, Unit unit) {
        return Double.isNaN(bar.value()) ? "none" : unit.show(bar.value());
    }
}
