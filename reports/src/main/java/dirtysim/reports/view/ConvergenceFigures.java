package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.chart.StackPanel;
import dirtysim.reports.chart.TimelinePanel;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How the migrations went: the timeline of each, and what their downtime is made of. */
final class ConvergenceFigures {
    private static final int INTERVALS = 5;
    private static final double MS = 1e9;
    private static final int ROUNDS_SHOWN = 10;
    private static final int SEND = 2;
    private static final List<StackPanel.Part> PARTS = List.of(
            new StackPanel.Part("quiesce devices", 7),
            new StackPanel.Part("final sync", 0),
            new StackPanel.Part("send the rest", 3),
            new StackPanel.Part("switch over", 1));

    private final Comparison comparison;
    private final Palette palette;

    ConvergenceFigures(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
    }

    Figure timeline() {
        Scale left = scale();
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            c.runs()
                    .forEach(
                            (scheme, run) -> rows.add(new Table.Row(c.label(), scheme, timelineCells(c, scheme, run))));
            double limitBytes = limitBytes(c.any().scenario());
            String id = "timeline-" + panels.size();
            panels.add(new Figure.Panel(
                    c.label(),
                    TimelinePanel.draw(id, "Data left to send on " + c.label(), paths(c), left, limitBytes, palette)));
        }
        Table table = new Table(
                "Rounds of each migration",
                List.of("Trace", "Scheme", "Rounds", "Total", "Stopped after", "Pages left after each sync"),
                2,
                true,
                rows);
        return new Figure(
                "timeline",
                "Convergence timeline",
                "The height is what is left to send, in bytes on the wire. It falls while a round is sent, and rises to"
                        + " the next mark: a sync, which finds what was written meanwhile. A scheme converges when a"
                        + " mark lies on or below the dashed line, which is what the link carries within the downtime"
                        + " limit. As in QEMU the limit bounds only that: waiting for devices, the final sync and the"
                        + " switchover come on top. The guest is stopped then, and under the shaded stretch the rest"
                        + " is sent. Where schemes lie on each other, the later ones are drawn narrower and dashed on"
                        + " top. The lanes below show the same a scheme at a time: thin while the guest runs, thick"
                        + " while it is stopped.",
                left.axis()
                        + " Each trace has its own time axis; what takes more than twice as long as the schemes that"
                        + " converge leaves it, and its lane says until when."
                        + (comparison.replicated() ? " Of replications the first is drawn." : ""),
                List.of(),
                true,
                panels,
                table);
    }

    private static List<TimelinePanel.Path> paths(Case c) {
        List<TimelinePanel.Path> paths = new ArrayList<>();
        c.runs().forEach((scheme, run) -> paths.add(path(scheme, run)));
        return paths;
    }

    /** Linear if the lowest limit can be told from zero then; else from below the smallest mark. */
    private Scale scale() {
        double[] limits = comparison.cases().stream()
                .mapToDouble(c -> limitBytes(c.any().scenario()))
                .toArray();
        double[] marks = comparison.cases().stream()
                .flatMapToDouble(c -> DoubleStream.of(TimelinePanel.visible(paths(c))))
                .toArray();
        double most = DoubleStream.of(marks).max().orElse(0);
        Scale linear = new Scale(
                Unit.BYTES,
                DoubleStream.concat(DoubleStream.of(limits), DoubleStream.of(most))
                        .toArray(),
                INTERVALS);
        return linear.isLogarithmic()
                ? new Scale(
                        Unit.BYTES,
                        DoubleStream.concat(DoubleStream.of(limits), DoubleStream.of(marks))
                                .toArray())
                : linear;
    }

    Figure downtime() {
        double end = Math.max(downtimeAxis(), limitEnd());
        double most = most(run -> true);
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<StackPanel.Stack> stacks = new ArrayList<>();
            c.replications().forEach((scheme, runs) -> {
                StackPanel.Stack stack = split(scheme, runs);
                stacks.add(stack);
                rows.add(new Table.Row(
                        c.label(),
                        scheme,
                        Cells.times(
                                c.label(),
                                scheme,
                                stack.parts(),
                                c.estimate(Measure.DOWNTIME, scheme).mean())));
            });
            StackPanel.Frame frame = new StackPanel.Frame(
                    PARTS, Math.max(end, 1), c.any().scenario().downtimeLimitMs() * MS, SEND);
            String id = "downtime-split-" + panels.size();
            panels.add(new Figure.Panel(
                    c.label(), StackPanel.draw(id, "Parts of the downtime on " + c.label(), stacks, frame, palette)));
        }
        return new Figure(
                "downtime-split",
                "What the downtime is made of",
                "The pause of the guest as the sum of waiting for device writes in flight, the final sync (walk, flush,"
                        + " copy), sending what is left, and the fixed cost of switching over. The bracket under a bar is the"
                        + " downtime limit, laid against the part that it bounds: sending what is left. As in QEMU the"
                        + " other parts come on top of it, so a downtime above the limit does not mean that the"
                        + " limit was missed.",
                "Linear scale from zero."
                        + (comparison.replicated() ? " Means over the replications." : "")
                        + (most > end
                                ? " Bars that would not fit are cut, marked with a double slash; their length is"
                                        + " written beside them."
                                : ""),
                StackPanel.keys(PARTS),
                false,
                panels,
                new Table(
                        "Parts of the downtime",
                        Cells.head(PARTS.stream().map(StackPanel.Part::name).toList(), "all"),
                        2,
                        false,
                        rows));
    }

    /** A guest stopped for all of its RAM would squeeze everybody else into the axis, so that bar is cut. */
    private double downtimeAxis() {
        double most = most(run -> true);
        double converged = most(run -> run.migration().converged());
        return converged == 0 || most <= 2 * converged ? most : converged;
    }

    /** Where the rightmost bracket of the limit ends. */
    private double limitEnd() {
        return comparison.cases().stream()
                .flatMap(c -> c.runs().values().stream())
                .mapToDouble(run -> run.migration().downtime().stopPs()
                        + run.migration().downtime().quiescePs()
                        + run.migration().downtime().syncPs()
                        + run.scenario().downtimeLimitMs() * MS)
                .max()
                .orElse(0);
    }

    private double most(Predicate<RunRecord> among) {
        return comparison.cases().stream()
                .flatMap(c -> c.runs().values().stream())
                .filter(among)
                .mapToDouble(run -> run.migration().downtimePs())
                .max()
                .orElse(0);
    }

    private static double limitBytes(Scenario scenario) {
        return scenario.linkBytesPerSecond() * scenario.downtimeLimitMs() / 1000;
    }

    private static StackPanel.Stack split(String scheme, List<RunRecord> runs) {
        return StackPanel.Stack.whole(
                scheme,
                runs.stream().anyMatch(run -> run.tracking().lostPages() > 0),
                List.of(
                        mean(runs, RunRecord.Downtime::quiescePs),
                        mean(runs, RunRecord.Downtime::syncPs),
                        mean(runs, RunRecord.Downtime::sendPs),
                        mean(runs, RunRecord.Downtime::switchoverPs)));
    }

    private static double mean(List<RunRecord> runs, ToLongFunction<RunRecord.Downtime> part) {
        return runs.stream()
                .mapToLong(run -> part.applyAsLong(run.migration().downtime()))
                .average()
                .orElseThrow();
    }

    private static TimelinePanel.Path path(String scheme, RunRecord run) {
        double pageBytes = run.scenario().costs().pageWireBytes();
        List<TimelinePanel.Round> rounds = run.rounds().stream()
                .map(round -> {
                    double bytes = round.dirtyPages() * pageBytes;
                    // A round is sent whole or, when the guest is stopped instead, not at all.
                    return new TimelinePanel.Round(
                            round.startPs() + round.syncPs(),
                            bytes,
                            round.startPs() + round.durationPs(),
                            round.sentBytes() > 0 ? 0 : bytes);
                })
                .toList();
        double end = run.migration().totalPs();
        return new TimelinePanel.Path(
                scheme,
                run.tracking().lostPages() > 0,
                rounds,
                end - run.migration().downtimePs(),
                end,
                run.migration().converged());
    }

    private static List<String> timelineCells(Case c, String scheme, RunRecord run) {
        long total = run.migration().totalPs();
        return List.of(
                c.label(),
                scheme,
                Integer.toString(run.rounds().size()),
                Unit.TIME.show(total),
                Unit.TIME.show(total - run.migration().downtimePs()),
                pagesLeft(run.rounds()));
    }

    /** Long lists are cut in the middle: all of them are in rounds.csv. */
    private static String pagesLeft(List<RoundRecord> rounds) {
        int cut = Math.max(0, rounds.size() - ROUNDS_SHOWN);
        return IntStream.range(0, rounds.size())
                .filter(i -> i < ROUNDS_SHOWN / 2 || i >= ROUNDS_SHOWN / 2 + cut)
                .mapToObj(i -> (cut > 0 && i == ROUNDS_SHOWN / 2 + cut ? "(" + cut + " more in rounds.csv), " : "")
                        + Unit.grouped(rounds.get(i).dirtyPages()))
                .collect(Collectors.joining(", "));
    }
}
