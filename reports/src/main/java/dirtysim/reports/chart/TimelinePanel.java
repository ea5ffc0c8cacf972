package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way of each scheme to the end of the migration: what is left to send after each sync, in bytes, against time.
 * Under the plot runs a lane a scheme, thin while the guest runs and thick while it is stopped, because lines of schemes
 * that behave alike lie on each other.
 */
public final class TimelinePanel {
    private static final double WIDTH = 440;
    private static final double LEFT = 92;
    private static final double RIGHT = 422;
    private static final double TOP = 8;
    private static final double BOTTOM = 162;
    private static final double LANE = 15;
    /** How much longer than the migrations that converged the axis may be. */
    private static final double WIDEST = 2;
    /** Share of the time that the bulk pass must take to be left out. */
    private static final double LONG_BULK = 0.2;

    /**
     * @param timePs end of a sync, since the start of the migration
     * @param bytes what is left to send then
     */
    public record Point(double timePs, double bytes) {}

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages in this run
     * @param points one a round
     * @param stoppedPs when the guest was stopped
     * @param endPs when it resumed
     * @param converged whether the downtime limit was met
     */
    public record Path(
            String scheme, boolean lost, List<Point> points, double stoppedPs, double endPs, boolean converged) {}

    private TimelinePanel() {}

    /**
     * Draws a panel of a chart whose panels share the vertical scale.
     *
     * @param left scale of what is left to send
     * @param limitBytes what the link carries within the downtime limit
     */
    public static String draw(
            String id, String title, List<Path> paths, Scale left, double limitBytes, Palette palette) {
        double begin = begin(paths);
        Scale time = new Scale(Unit.TIME, new double[] {end(paths, begin) - begin});
        double lanes = BOTTOM + 6 + paths.size() * LANE;
        Svg svg = new Svg(id, WIDTH, lanes + 38, title, describe(paths));
        left.drawY(svg, LEFT, RIGHT, TOP, BOTTOM);
        time.drawX(svg, LEFT, RIGHT, TOP, lanes);
        svg.label(
                (LEFT + RIGHT) / 2,
                lanes + 31,
                "tick m",
                begin > 0
                        ? "time since " + Unit.TIME.show(begin) + ", near the end of the bulk pass"
                        : "time since the start of the migration");
        Frame frame = new Frame(time, left, begin);
        // A drawing within the drawing clips what lies outside the axes.
        svg.open(
                "svg",
                "x",
                Svg.at(LEFT),
                "y",
                "0",
                "width",
                Svg.at(RIGHT - LEFT),
                "height",
                Svg.at(BOTTOM + 1),
                "viewBox",
                Svg.at(LEFT) + " 0 " + Svg.at(RIGHT - LEFT) + " " + Svg.at(BOTTOM + 1));
        for (Path path : paths) {
            line(svg, path, frame, palette);
        }
        svg.close("svg");
        limit(svg, left, limitBytes);
        double y = BOTTOM + 6;
        for (Path path : paths) {
            lane(svg, path, frame, y + LANE / 2, palette);
            y += LANE;
        }
        return svg.finish();
    }

    private record Frame(Scale time, Scale bytes, double begin) {
        /** Not clamped to the axis: lines keep their slope where they leave it. */
        double x(double timePs) {
            return LEFT + (timePs - begin) / time.end() * (RIGHT - LEFT);
        }

        double y(double value) {
            return BOTTOM - bytes.place(value) * (BOTTOM - TOP);
        }
    }

    /** A scheme that never converges would squeeze those that do into the first pixels: it may leave the plot. */
    private static double end(List<Path> paths, double begin) {
        double last = paths.stream().mapToDouble(Path::endPs).max().orElse(1);
        double converged = paths.stream()
                .filter(Path::converged)
                .mapToDouble(Path::endPs)
                .max()
                .orElse(last);
        return Math.max(Math.min(last, begin + WIDEST * (converged - begin)), begin + 1);
    }

    /** The bulk pass is the same for all schemes and would squeeze what follows into the last pixels. */
    private static double begin(List<Path> paths) {
        double bulkEnd = paths.stream()
                .filter(path -> path.points().size() > 1)
                .mapToDouble(path -> path.points().get(1).timePs())
                .min()
                .orElse(0);
        double end = paths.stream().mapToDouble(Path::endPs).max().orElse(0);
        return bulkEnd > LONG_BULK * end ? Math.max(0, bulkEnd - 0.06 * (end - bulkEnd)) : 0;
    }

    private static void limit(Svg svg, Scale left, double limitBytes) {
        double y = BOTTOM - left.place(limitBytes) * (BOTTOM - TOP);
        svg.line(LEFT, y, RIGHT, y, "limit");
        svg.label(
                RIGHT, y + 12, "tick e strong halo", "sent within the downtime limit: " + Unit.BYTES.show(limitBytes));
    }

    private static void line(Svg svg, Path path, Frame frame, Palette palette) {
        StringBuilder running = new StringBuilder();
        StringBuilder markers = new StringBuilder();
        Point last = null;
        for (Point point : path.points()) {
            double x = frame.x(point.timePs());
            double y = frame.y(point.bytes());
            running.append(running.isEmpty() ? 'M' : 'L')
                    .append(Svg.at(x))
                    .append(' ')
                    .append(Svg.at(y));
            markers.append(palette.marker(path.scheme(), x, y));
            last = point;
        }
        if (last == null) {
            return;
        }
        svg.open("g", "data-scheme", path.scheme(), "class", palette.colour(path.scheme()));
        if (path.points().size() > 1) {
            svg.leaf("path", "class", "line", "d", running.toString(), "stroke-dasharray", palette.dash(path.scheme()));
        }
        svg.line(frame.x(last.timePs()), frame.y(last.bytes()), frame.x(path.endPs()), BOTTOM, "line stopped");
        svg.leaf("path", "class", "dot", "d", markers.toString());
        svg.close("g");
    }

    private static void lane(Svg svg, Path path, Frame frame, double y, Palette palette) {
        svg.open("g", "data-scheme", path.scheme(), "class", palette.colour(path.scheme()));
        Names.draw(svg, path.scheme(), path.lost(), LEFT - 19, y + 3.5);
        svg.leaf("path", "class", "dot", "d", palette.marker(path.scheme(), LEFT - 9, y));
        double stopped = Math.min(Math.max(frame.x(path.stoppedPs()), LEFT), RIGHT);
        double end = Math.min(frame.x(path.endPs()), RIGHT);
        boolean leaves = frame.x(path.endPs()) > RIGHT;
        svg.line(LEFT, y, leaves ? Math.min(stopped, RIGHT - 84) : stopped, y, "lane");
        if (stopped < RIGHT - 84 || !leaves) {
            svg.rect(stopped, y - 4, Math.max((leaves ? end - 84 : end) - stopped, 2), 8, "pause");
        }
        if (leaves) {
            svg.label(RIGHT - 6, y + 3.5, "tick e halo", "until " + Unit.TIME.show(path.endPs()) + " →");
        }
        svg.close("g");
    }

    private static String describe(List<Path> paths) {
        return paths.stream()
                .map(path -> path.scheme() + " took " + path.points().size() + " rounds and resumed after "
                        + Unit.TIME.show(path.endPs()) + ", stopped for "
                        + Unit.TIME.show(path.endPs() - path.stoppedPs()))
                .collect(Collectors.joining("; "));
    }
}
