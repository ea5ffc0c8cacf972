package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way of each scheme to the end of the migration: what is left to send after each sync, in bytes, against time.
 * Under the plot runs a lane a scheme, thin while the guest runs and thick while it is stopped, because lines of schemes
 * that behave alike lie on each other.
 */
public final class TimelinePanel {
    private static final double WIDTH = 520;
    private static final double LEFT = 92;
    private static final double RIGHT = 508;
    private static final double TOP = 22;
    private static final double BOTTOM = 176;
    private static final double LANE = 15;
    /** Share of the time that the bulk pass must take to be left out. */
    private static final double LONG_BULK = 0.4;

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
     */
    public record Path(String scheme, boolean lost, List<Point> points, double stoppedPs, double endPs) {}

    private TimelinePanel() {}

    /**
     * Draws a panel.
     *
     * @param limitBytes what the link carries within the downtime limit
     */
    public static String draw(String id, String title, List<Path> paths, double limitBytes, Palette palette) {
        double begin = begin(paths);
        double end = paths.stream().mapToDouble(Path::endPs).max().orElse(1);
        Scale time = new Scale(Unit.TIME, new double[] {end - begin});
        Scale left = new Scale(Unit.BYTES, bytes(paths, limitBytes));
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
        limit(svg, left, limitBytes);
        Frame frame = new Frame(time, left, begin);
        for (Path path : paths) {
            line(svg, path, frame, palette);
        }
        double y = BOTTOM + 6;
        for (Path path : paths) {
            lane(svg, path, frame, y + LANE / 2, palette);
            y += LANE;
        }
        return svg.finish();
    }

    private record Frame(Scale time, Scale bytes, double begin) {
        double x(double timePs) {
            double span = timePs - begin;
            // What began before the plot enters it at its left edge.
            return span < 0 ? LEFT : LEFT + time.place(span) * (RIGHT - LEFT);
        }

        double y(double value) {
            return BOTTOM - bytes.place(value) * (BOTTOM - TOP);
        }
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

    private static double[] bytes(List<Path> paths, double limitBytes) {
        List<Double> values = new ArrayList<>(List.of(limitBytes));
        paths.forEach(path -> path.points().forEach(point -> values.add(point.bytes())));
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static void limit(Svg svg, Scale left, double limitBytes) {
        double y = BOTTOM - left.place(limitBytes) * (BOTTOM - TOP);
        svg.line(LEFT, y, RIGHT, y, "limit");
        svg.label(RIGHT, y - 4, "tick e strong halo", "sent within the downtime limit: " + Unit.BYTES.show(limitBytes));
    }

    private static void line(Svg svg, Path path, Frame frame, Palette palette) {
        StringBuilder running = new StringBuilder();
        StringBuilder markers = new StringBuilder();
        Point last = null;
        for (Point point : path.points()) {
            double x = frame.x(point.timePs());
            double y = frame.y(point.bytes());
            if (point.timePs() >= frame.begin()) {
                running.append(running.isEmpty() ? 'M' : 'L')
                        .append(Svg.at(x))
                        .append(' ')
                        .append(Svg.at(y));
                markers.append(palette.marker(path.scheme(), x, y));
            }
            last = point;
        }
        if (last == null) {
            return;
        }
        svg.open("g", "data-scheme", path.scheme(), "class", palette.colour(path.scheme()));
        if (!running.isEmpty()) {
            svg.leaf("path", "class", "line", "d", running.toString(), "stroke-dasharray", palette.dash(path.scheme()));
        }
        svg.line(frame.x(last.timePs()), frame.y(last.bytes()), frame.x(path.endPs()), BOTTOM, "line stopped");
        if (!markers.isEmpty()) {
            svg.leaf("path", "class", "dot", "d", markers.toString());
        }
        svg.close("g");
    }

    private static void lane(Svg svg, Path path, Frame frame, double y, Palette palette) {
        svg.open("g", "data-scheme", path.scheme(), "class", palette.colour(path.scheme()));
        Names.draw(svg, path.scheme(), path.lost(), LEFT - 19, y + 3.5);
        svg.leaf("path", "class", "dot", "d", palette.marker(path.scheme(), LEFT - 9, y));
        double stopped = frame.x(path.stoppedPs());
        double end = frame.x(path.endPs());
        svg.line(LEFT, y, stopped, y, "lane");
        svg.rect(stopped, y - 4, Math.max(end - stopped, 2), 8, "pause");
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
