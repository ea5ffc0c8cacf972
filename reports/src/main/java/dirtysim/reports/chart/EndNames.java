package dirtysim.reports.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names of schemes beside the ends of their lines, pushed apart where they would lie on each other. */
final class EndNames {
    private static final double HEIGHT = 13;
    private static final double GAP = 6;

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages
     * @param x where its line ends
     * @param y the same
     */
    record End(String scheme, boolean lost, double x, double y) {}

    private EndNames() {}

    /** Draws them from {@code left} on, between two heights. */
    static void draw(Svg svg, List<End> all, double left, double top, double bottom, Palette palette) {
        List<End> ends = new ArrayList<>(all);
        ends.sort(Comparator.comparingDouble(End::y));
        double[] at = new double[ends.size()];
        double free = top;
        for (int i = 0; i < at.length; i++) {
            at[i] = Math.max(free, ends.get(i).y());
            free = at[i] + HEIGHT;
        }
        double lowest = bottom + 2;
        for (int i = at.length - 1; i >= 0; i--) {
            at[i] = Math.min(at[i], lowest);
            lowest = at[i] - HEIGHT;
        }
        for (int i = 0; i < at.length; i++) {
            End end = ends.get(i);
            svg.open("g", "data-scheme", end.scheme(), "class", palette.colour(end.scheme()));
            String way =
                    "M" + Svg.at(end.x() + GAP) + " " + Svg.at(end.y()) + "L" + Svg.at(left - 5) + " " + Svg.at(at[i]);
            svg.leaf("path", "class", "lane", "d", way);
            svg.label(left, at[i] + 4, end.lost() ? "bad" : "strong", (end.lost() ? "✕ " : "") + end.scheme());
            svg.close("g");
        }
    }
}
