package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line a scheme over what was varied, which runs on a log scale marked at the points themselves, or over what came one after the
 * other. Each line is named at its
 * right end. Lines that lie on each other are drawn the first broad and solid, the later ones narrower and dashed on top.
 */
public final class LinesPanel {
    private static final double WIDTH = 440;
    private static final double LEFT = 62;
    private static final double RIGHT = 318;
    private static final double NAMES = 334;
    private static final double TOP = 12;
    private static final double BOTTOM = 226;
    private static final double BROADEST = 5;
    private static final double NARROWEST = 1.4;
    private static final int MOST_MARKS = 12;

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages at any of the points
     * @param values one a point; NaN where there is none
     * @param ringed points that a ring is drawn around
     */
    public record Line(String scheme, boolean lost, double[] values, List<Integer> ringed) {
        /** One without rings. */
        public Line(String scheme, boolean lost, double[] values) {
            this(scheme, lost, values, List.of());
        }

        boolean isEmpty() {
            return lastPoint() < 0;
        }

        private int lastPoint() {
            return IntStream.range(0, values.length)
                    .filter(i -> !Double.isNaN(values[i]))
                    .max()
                    .orElse(-1);
        }
    }

    /**
     * The points.
     *
     * @param title what the axis counts
     * @param marks what is written at each
     * @param shares where each lies, from 0 to 1, ascending
     */
    public record Bottom(String title, List<String> marks, double[] shares) {
        /**
         * Points on a log scale.
         *
         * @param unit how its marks are written
         * @param xs the points, ascending, above 0, at least two
         */
        public Bottom(String title, Unit unit, double[] xs) {
            this(title, Arrays.stream(xs).mapToObj(unit::tick).toList(), logarithmic(xs));
        }

        /** Points that follow each other, numbered from 1; at least two. */
        public static Bottom inOrder(String title, int count) {
            return new Bottom(
                    title,
                    IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList(),
                    IntStream.range(0, count)
                            .mapToDouble(i -> i / (count - 1.0))
                            .toArray());
        }

        private static double[] logarithmic(double[] xs) {
            double span = StrictMath.log(xs[xs.length - 1] / xs[0]);
            return Arrays.stream(xs).map(x -> StrictMath.log(x / xs[0]) / span).toArray();
        }
    }

    private LinesPanel() {}

    /**
     * Draws a panel of a chart whose panels share the vertical scale.
     *
     * @param y scale of the values
     * @param unit how a value is written in the description
     */
    public static String draw(
            String id, String title, List<Line> all, Bottom bottom, Scale y, Unit unit, Palette palette) {
        List<Line> lines = all.stream().filter(line -> !line.isEmpty()).toList();
        Svg svg = new Svg(id, WIDTH, BOTTOM + 34, title, describe(lines, bottom, unit));
        y.drawY(svg, LEFT, RIGHT, TOP, BOTTOM);
        double[] places = Arrays.stream(bottom.shares())
                .map(share -> LEFT + 10 + share * (RIGHT - LEFT - 20))
                .toArray();
        int every = (places.length + MOST_MARKS - 1) / MOST_MARKS;
        for (int i = 0; i < places.length; i++) {
            svg.line(places[i], BOTTOM, places[i], BOTTOM + 3, "axis");
            if (i % every == 0) {
                svg.label(places[i], BOTTOM + 15, "tick m", bottom.marks().get(i));
            }
        }
        svg.label((LEFT + RIGHT) / 2, BOTTOM + 30, "tick m", bottom.title());
        for (int i = 0; i < lines.size(); i++) {
            double share = lines.size() == 1 ? 0.5 : (double) i / (lines.size() - 1);
            way(svg, lines.get(i), places, y, BROADEST + share * (NARROWEST - BROADEST), palette);
        }
        names(svg, lines, places, y, palette);
        return svg.finish();
    }

    private static void way(Svg svg, Line line, double[] places, Scale y, double width, Palette palette) {
        svg.open("g", "data-scheme", line.scheme(), "class", palette.colour(line.scheme()));
        StringBuilder way = new StringBuilder();
        StringBuilder marks = new StringBuilder();
        boolean drawing = false;
        for (int i = 0; i < places.length; i++) {
            double value = line.values()[i];
            if (Double.isNaN(value)) {
                drawing = false;
                continue;
            }
            double height = height(y, value);
            way.append(drawing ? 'L' : 'M')
                    .append(Svg.at(places[i]))
                    .append(' ')
                    .append(Svg.at(height));
            marks.append(palette.marker(line.scheme(), places[i], height));
            drawing = true;
        }
        svg.way(way.toString(), width, palette.dash(line.scheme()));
        svg.leaf("path", "class", "dot", "d", marks.toString());
        for (int point : line.ringed()) {
            svg.circle(places[point], height(y, line.values()[point]), 7.5, "mark");
        }
        svg.close("g");
    }

    private static void names(Svg svg, List<Line> lines, double[] places, Scale y, Palette palette) {
        List<EndNames.End> ends = lines.stream()
                .map(line -> new EndNames.End(line.scheme(), line.lost(), places[line.lastPoint()], end(line, y)))
                .toList();
        EndNames.draw(svg, ends, NAMES, TOP, BOTTOM, palette);
    }

    private static double end(Line line, Scale y) {
        return height(y, line.values()[line.lastPoint()]);
    }

    private static double height(Scale y, double value) {
        return BOTTOM - y.place(value) * (BOTTOM - TOP);
    }

    private static String describe(List<Line> lines, Bottom bottom, Unit unit) {
        return lines.stream()
                .map(line -> line.scheme() + " "
                        + IntStream.range(0, bottom.marks().size())
                                .filter(i -> !Double.isNaN(line.values()[i]))
                                .mapToObj(i -> unit.show(line.values()[i]) + " at "
                                        + bottom.marks().get(i)
                                        + (line.ringed().contains(i) ? " (change)" : ""))
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining("; ", "By " + bottom.title() + ": ", "."));
    }
}
