package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Quantiles of a latency, a line a scheme, over 1 / (1 - p) on a logarithmic axis, which is marked with the percentiles: each
 * decade is one more nine. A line begins at the least and ends at the greatest of its measurements, where it is named. Later
 * lines are narrower, so that those that lie on each other can all be seen.
 */
public final class TailPanel {
    private static final double WIDTH = 440;
    private static final double LEFT = 62;
    private static final double RIGHT = 318;
    private static final double NAMES = 334;
    private static final double TOP = 12;
    private static final double BOTTOM = 206;
    private static final double BROADEST = 4;
    private static final double NARROWEST = 1.4;

    /** Room for a character of a tick label. */
    private static final double CHARACTER = 7;

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages
     * @param oneIn places, ascending from 1
     * @param values the quantiles there, as many
     */
    public record Curve(String scheme, boolean lost, double[] oneIn, double[] values) {}

    private TailPanel() {}

    /** The percentiles that are marked, as 1 / (1 - p), up to an end. */
    public static List<Double> marks(double end) {
        List<Double> marks = new ArrayList<>(List.of(2.0));
        for (double mark = 10; mark <= end; mark *= 10) {
            marks.add(mark);
        }
        return marks;
    }

    /** How such a percentile is written: 50 %, 99.9 %. */
    public static String percent(double oneIn) {
        int nines = (int) Math.round(StrictMath.log10(oneIn));
        String digits = "9".repeat(nines);
        return (oneIn == 2 ? "50" : nines == 1 ? "90" : nines == 2 ? "99" : "99." + digits.substring(2)) + "\u00a0%";
    }

    /**
     * Draws a panel of a chart whose panels share both scales.
     *
     * @param end end of the horizontal axis, a power of ten
     * @param y scale of the values, which are times
     */
    public static String draw(String id, String title, List<Curve> curves, double end, Scale y, Palette palette) {
        Svg svg = new Svg(id, WIDTH, BOTTOM + 34, title, describe(curves));
        y.drawY(svg, LEFT, RIGHT, TOP, BOTTOM);
        List<Double> marks = marks(end);
        for (double mark : marks) {
            svg.line(x(mark, end), TOP, x(mark, end), BOTTOM + 3, "grid");
        }
        // From the right, because the rarest say most; 50 % has its place at the start unless it is taken.
        double free = Double.POSITIVE_INFINITY;
        for (int i = marks.size() - 1; i >= 0; i--) {
            String text = percent(marks.get(i));
            double middle = x(marks.get(i), end);
            double half = text.length() * CHARACTER / 2;
            if (middle + half <= free) {
                svg.label(middle, BOTTOM + 15, "tick m", text);
                free = middle - half;
            }
        }
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 30, "tick m", "percentile, by 1/(1−p)");
        List<EndNames.End> ends = new ArrayList<>();
        for (int i = 0; i < curves.size(); i++) {
            double share = curves.size() == 1 ? 0.5 : (double) i / (curves.size() - 1);
            ends.add(way(svg, curves.get(i), end, y, BROADEST + share * (NARROWEST - BROADEST), palette));
        }
        EndNames.draw(svg, ends, NAMES, TOP, BOTTOM, palette);
        return svg.finish();
    }

    private static EndNames.End way(Svg svg, Curve curve, double end, Scale y, double width, Palette palette) {
        StringBuilder way = new StringBuilder();
        double x = LEFT;
        double height = BOTTOM;
        for (int i = 0; i < curve.oneIn().length; i++) {
            x = x(curve.oneIn()[i], end);
            double next = BOTTOM - y.place(curve.values()[i]) * (BOTTOM - TOP);
            // What does not change is drawn once: most of a curve is flat.
            boolean flat = i > 0 && i < curve.oneIn().length - 1 && curve.values()[i] == curve.values()[i - 1];
            if (!flat) {
                if (i > 0 && curve.values()[i] != curve.values()[i - 1]) {
                    way.append('H').append(Svg.at(x(curve.oneIn()[i - 1], end)));
                }
                way.append(i == 0 ? 'M' : 'L').append(Svg.at(x)).append(' ').append(Svg.at(next));
            }
            height = next;
        }
        svg.open("g", "data-scheme", curve.scheme(), "class", palette.colour(curve.scheme()));
        svg.way(way.toString(), width, palette.dash(curve.scheme()));
        svg.leaf("path", "class", "dot", "d", palette.marker(curve.scheme(), x, height));
        svg.close("g");
        return new EndNames.End(curve.scheme(), curve.lost(), x, height);
    }

    private static double x(double oneIn, double end) {
        return LEFT + StrictMath.log(oneIn) / StrictMath.log(end) * (RIGHT - LEFT);
    }

    private static String describe(List<Curve> curves) {
        return curves.stream()
                .map(curve -> curve.scheme() + " from " + Unit.TIME.show(curve.values()[0]) + " to "
                        + Unit.TIME.show(curve.values()[curve.values().length - 1]) + " in "
                        + Unit.grouped(Math.round(curve.oneIn()[curve.oneIn().length - 1])))
                .collect(Collectors.joining("; "));
    }
}
