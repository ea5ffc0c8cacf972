package dirtysim.reports.chart;

import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way of each scheme to the end of the migration: what is left to send, in bytes on the wire, against time. It falls
 * at the rate of the link while a round is sent, and each sync, marked, raises it to what was found. Under the plot runs
 * a lane a scheme, thin while the guest runs and thick while it is stopped. Schemes that behave alike lie on each other:
 * the first are drawn broad and solid, the later ones narrower and dashed on top, and marks are hollow.
 */
public final class TimelinePanel {
    private static final double WIDTH = 440;
    private static final double LEFT = 92;
    private static final double RIGHT = 408;
    private static final double TOP = 26;
    private static final double BOTTOM = 246;
    private static final double LANE = 15;
    private static final double BROADEST = 5;
    private static final double NARROWEST = 1.4;
    /** How much longer than the migrations that converged the axis may be. */
    private static final double WIDEST = 2;
    /** Share of the time that the bulk pass must take to be left out. */
    private static final double LONG_BULK = 0.2;

    /**
     * @param syncedPs end of the round's sync, since the start of the migration
     * @param bytes what is left to send then
     * @param endPs end of the round
     * @param leftBytes what is left then; as much as before where the guest was stopped instead of sending
     */
    public record Round(double syncedPs, double bytes, double endPs, double leftBytes) {}

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages in this run
     * @param rounds the rounds, in order
     * @param stoppedPs when the guest was stopped
     * @param endPs when it resumed
     * @param converged whether the downtime limit was met
     */
    public record Path(
            String scheme, boolean lost, List<Round> rounds, double stoppedPs, double endPs, boolean converged) {}

    private TimelinePanel() {}

    /** What the syncs in the part that is drawn left to send: the values that the vertical scale has to hold. */
    public static double[] visible(List<Path> paths) {
        double begin = begin(paths);
        double end = end(paths, begin);
        return paths.stream()
                .flatMap(path -> path.rounds().stream())
                .filter(round -> round.syncedPs() >= begin && round.syncedPs() <= end)
                .mapToDouble(Round::bytes)
                .toArray();
    }

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
        double lanes = BOTTOM + 8 + paths.size() * LANE;
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
        // A drawing within the drawing clips what lies outside the axes.
        svg.open(
                "svg",
                "x",
                Svg.at(LEFT),
                "y",
                Svg.at(TOP - 5),
                "width",
                Svg.at(RIGHT - LEFT),
                "height",
                Svg.at(BOTTOM - TOP + 10),
                "viewBox",
                Svg.at(LEFT) + " " + Svg.at(TOP - 5) + " " + Svg.at(RIGHT - LEFT) + " " + Svg.at(BOTTOM - TOP + 10));
        for (int i = 0; i < paths.size(); i++) {
            double width = BROADEST - (BROADEST - NARROWEST) * i / Math.max(1, paths.size() - 1);
            line(svg, paths.get(i), frame, palette, paths.size() == 1 ? 2 : width);
        }
        for (Path path : paths) {
            marks(svg, path, frame, palette);
        }
        svg.close("svg");
        double y = BOTTOM + 8;
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
            double place = bytes.isLogarithmic() ? bytes.place(value) : value / bytes.end();
            return BOTTOM - place * (BOTTOM - TOP);
        }

        String point(double timePs, double value) {
            return Svg.at(x(timePs)) + " " + Svg.at(y(value));
        }

        boolean shows(double timePs) {
            return timePs >= begin && x(timePs) <= RIGHT;
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
                .filter(path -> path.rounds().size() > 1)
                .mapToDouble(path -> path.rounds().get(0).endPs())
                .min()
                .orElse(0);
        double end = paths.stream().mapToDouble(Path::endPs).max().orElse(0);
        return bulkEnd > LONG_BULK * end ? Math.max(0, bulkEnd - 0.06 * (end - bulkEnd)) : 0;
    }

    /** The words stand above the plot, where no line can run through them. */
    private static void limit(Svg svg, Scale left, double limitBytes) {
        double y = BOTTOM - left.place(limitBytes) * (BOTTOM - TOP);
        svg.line(LEFT, y, RIGHT, y, "limit");
        svg.label(RIGHT + 5, y + 3.5, "tick strong", "limit");
        svg.line(LEFT, 9, LEFT + 24, 9, "limit");
        svg.label(LEFT + 30, 12.5, "tick strong", "limit: " + Unit.BYTES.show(limitBytes) + " left to send");
    }

    private static void line(Svg svg, Path path, Frame frame, Palette palette, double width) {
        if (path.rounds().isEmpty()) {
            return;
        }
        StringBuilder way = new StringBuilder();
        StringBuilder stopped = new StringBuilder();
        for (Round round : path.rounds()) {
            double from = round.syncedPs();
            double bytes = round.bytes();
            if (round.endPs() > frame.begin() && from < frame.begin()) {
                // A line that enters from the left keeps its slope, however high above the plot it began.
                double share = (frame.begin() - from) / (round.endPs() - from);
                bytes += (round.leftBytes() - bytes) * share;
                from = frame.begin();
            }
            if (round.endPs() >= frame.begin()) {
                way.append(way.isEmpty() ? 'M' : 'L').append(frame.point(from, bytes));
                way.append('L').append(frame.point(round.endPs(), round.leftBytes()));
            }
            if (round.endPs() > path.stoppedPs()) {
                stopped.append(stopped.isEmpty() ? 'M' : 'L').append(frame.point(Math.max(from, path.stoppedPs()), 0));
                stopped.append('L').append(frame.point(Math.max(from, path.stoppedPs()), bytes));
                stopped.append('L').append(frame.point(round.endPs(), round.leftBytes()));
            }
        }
        way.append(way.isEmpty() ? 'M' : 'L').append(frame.point(path.endPs(), 0));
        svg.open("g", "data-scheme", path.scheme(), "class", palette.colour(path.scheme()));
        if (!stopped.isEmpty()) {
            svg.leaf("path", "class", "rest", "d", stopped + "z");
        }
        svg.way(way.toString(), width, palette.dash(path.scheme()));
        svg.close("g");
    }

    private static void marks(Svg svg, Path path, Frame frame, Palette palette) {
        StringBuilder markers = new StringBuilder();
        for (Round round : path.rounds()) {
            if (frame.shows(round.syncedPs())) {
                markers.append(palette.marker(path.scheme(), frame.x(round.syncedPs()), frame.y(round.bytes())));
            }
        }
        if (!markers.isEmpty()) {
            svg.open("g", "data-scheme", path.scheme(), "class", palette.colour(path.scheme()));
            svg.leaf("path", "class", "mark", "d", markers.toString());
            svg.close("g");
        }
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
                .map(path -> path.scheme() + " took " + path.rounds().size()
                        + (path.rounds().size() == 1 ? " round" : " rounds") + " and resumed after "
                        + Unit.TIME.show(path.endPs()) + ", stopped for "
                        + Unit.TIME.show(path.endPs() - path.stoppedPs()))
                .collect(Collectors.joining("; "));
    }
}
