package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Lines over a continuous quantity, such as time. Up to five, told apart by dashes as well as by colour; those drawn later are
 * narrower, so that lines that lie on each other can all be seen.
 */
public final class SeriesPanel {
    private static final double WIDTH = 440;
    private static final double LEFT = 62;
    private static final double RIGHT = 424;
    private static final double TOP = 12;
    private static final double BOTTOM = 206;
    private static final double BROADEST = 2.6;
    private static final double STEP = 0.35;
    private static final List<String> DASHES = List.of("", "7 3", "2 2", "9 3 2 3", "14 4");
    private static final List<String> COLOURS = List.of("c0", "c3", "c2", "c4", "c5");

    /**
     * @param name what it counts
     * @param xs places on the horizontal axis, ascending
     * @param ys values; as many
     * @param steps whether a value holds until the next place, rather than being joined with the next by a straight line
     */
    public record Series(String name, double[] xs, double[] ys, boolean steps) {}

    /**
     * @param title what the axis counts
     * @param scale its scale
     */
    public record Bottom(String title, Scale scale) {}

    private SeriesPanel() {}

    /** The legend. */
    public static List<LegendKey> keys(List<String> names) {
        return names.stream()
                .map(name -> {
                    Svg svg = new Svg();
                    int place = names.indexOf(name);
                    svg.open("svg", "class", "chart look line", "viewBox", "0 0 30 12", "aria-hidden", "true");
                    svg.open("g", "class", COLOURS.get(place % COLOURS.size()));
                    svg.way("M0 6H30", 2.4, DASHES.get(place % DASHES.size()));
                    svg.close("g");
                    return new LegendKey(name, svg.finish());
                })
                .toList();
    }

    /**
     * Draws a panel.
     *
     * @param all every line of the legend, in its order; one without a point is left out
     * @param description what can be seen in it, in words
     */
    public static String draw(String id, String title, List<Series> all, Bottom bottom, Scale y, String description) {
        Svg svg = new Svg(id, WIDTH, BOTTOM + 34, title, description);
        y.drawY(svg, LEFT, RIGHT, TOP, BOTTOM);
        bottom.scale().drawX(svg, LEFT, RIGHT, TOP, BOTTOM);
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 30, "tick m", bottom.title());
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).xs().length > 0) {
                svg.open("g", "class", COLOURS.get(i % COLOURS.size()));
                svg.way(way(all.get(i), bottom.scale(), y), BROADEST - i * STEP, DASHES.get(i % DASHES.size()));
                svg.close("g");
            }
        }
        return svg.finish();
    }

    private static String way(Series series, Scale x, Scale y) {
        StringBuilder way = new StringBuilder();
        for (int i = 0; i < series.xs().length; i++) {
            String at = Svg.at(LEFT + x.place(series.xs()[i]) * (RIGHT - LEFT));
            String height = Svg.at(BOTTOM - y.place(series.ys()[i]) * (BOTTOM - TOP));
            if (i == 0) {
                way.append('M').append(at).append(' ').append(height);
            } else if (series.steps()) {
                way.append('H').append(at).append('V').append(height);
            } else {
                way.append('L').append(at).append(' ').append(height);
            }
        }
        return way.toString();
    }

    /** A description that names the greatest value of each line. */
    public static String describe(List<Series> all, Unit unit) {
        return all.stream()
                .filter(series -> series.xs().length > 0)
                .map(series -> {
                    double most = 0;
                    for (double value : series.ys()) {
                        most = Math.max(most, value);
                    }
                    return series.name() + " at most " + unit.show(most);
                })
                .collect(Collectors.joining("; "));
    }
}
