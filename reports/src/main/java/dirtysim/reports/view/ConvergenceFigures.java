package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.chart.StackPanel;
import dirtysim.reports.chart.TimelinePanel;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** How the migrations went: the timeline of each, and what their downtime is made of. */
final class ConvergenceFigures {
    private static final double PAGE_BYTES = 4096;
    private static final double MS = 1e9;
    private static final int ROUNDS_SHOWN = 10;
    private static final List<String> PARTS = List.of("quiesce devices", "final sync", "send the rest", "switch over");

    private final Comparison comparison;
    private final Palette palette;

    ConvergenceFigures(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
    }

    Figure timeline() {
        Scale left = new Scale(Unit.BYTES, leftAndLimits());
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<TimelinePanel.Path> paths = new ArrayList<>();
            c.runs().forEach((scheme, run) -> {
                paths.add(path(scheme, run));
                rows.add(new Table.Row(c.label(), scheme, timelineCells(c, scheme, run)));
            });
            Scenario scenario = c.any().scenario();
            double limitBytes = limitBytes(scenario);
            String id = "timeline-" + panels.size();
            panels.add(new Figure.Panel(
                    c.label(),
                    TimelinePanel.draw(id, "Data left to send on " + c.label(), paths, left, limitBytes, palette)));
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
                "Each mark is a sync of a migration round: its height is what was left to send just after, on a log"
                        + " scale; lines only join the marks. A scheme converges when its marks fall below the dashed"
                        + " line, what the link carries within the downtime limit (the fixed cost of the switchover is"
                        + " paid out of the same limit). The thick last stretch is sent with the guest stopped. The"
                        + " lanes below show the same phases a scheme at a time: thin while the guest runs, thick"
                        + " while it is stopped.",
                "Each trace has its own time axis; what takes more than twice as long as the schemes that"
                        + " converge leaves it, and its lane says until when.",
                List.of(),
                true,
                panels,
                table);
    }

    Figure downtime() {
        double limit = comparison.cases().stream()
                .mapToDouble(c -> c.any().scenario().downtimeLimitMs() * MS)
                .max()
                .orElse(0);
        double most = comparison.cases().stream()
                .flatMap(c -> c.runs().values().stream())
                .mapToDouble(run -> run.migration().downtimePs())
                .max()
                .orElse(0);
        // A guest stopped for all of its RAM would squeeze everybody else into the axis.
        double end = limit > 0 ? Math.min(Math.max(most, limit), 2 * limit) : most;
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<StackPanel.Stack> stacks = new ArrayList<>();
            c.runs().forEach((scheme, run) -> {
                StackPanel.Stack stack = split(scheme, run);
                stacks.add(stack);
                rows.add(new Table.Row(
                        c.label(),
                        scheme,
                        Cells.times(
                                c.label(),
                                scheme,
                                stack.parts(),
                                run.migration().downtimePs())));
            });
            StackPanel.Frame frame = new StackPanel.Frame(
                    PARTS, Math.max(end, 1), c.any().scenario().downtimeLimitMs() * MS);
            String id = "downtime-split-" + panels.size();
            panels.add(new Figure.Panel(
                    c.label(), StackPanel.draw(id, "Parts of the downtime on " + c.label(), stacks, frame, palette)));
        }
        return new Figure(
                "downtime-split",
                "What the downtime is made of",
                "The pause of the guest as the sum of waiting for device writes in flight, the final sync (walk, flush,"
                        + " copy), sending what is left, and the fixed cost of switching over. The dashed line is the"
                        + " downtime limit.",
                "Linear scale from zero."
                        + (most > end
                                ? " Bars that would not fit are cut, marked with a double slash; their length is"
                                        + " written beside them."
                                : ""),
                PARTS,
                false,
                panels,
                new Table("Parts of the downtime", Cells.head(PARTS), 2, false, rows));
    }

    private double[] leftAndLimits() {
        return comparison.cases().stream()
                .flatMap(c -> c.runs().values().stream())
                .flatMapToDouble(run -> DoubleStream.concat(
                        DoubleStream.of(limitBytes(run.scenario())),
                        run.rounds().stream().mapToDouble(round -> round.dirtyPages() * PAGE_BYTES)))
                .toArray();
    }

    private static double limitBytes(Scenario scenario) {
        return scenario.linkBytesPerSecond() * scenario.downtimeLimitMs() / 1000;
    }

    private static StackPanel.Stack split(String scheme, RunRecord run) {
        RunRecord.Downtime downtime = run.migration().downtime();
        return new StackPanel.Stack(
                scheme,
                run.tracking().lostPages() > 0,
                List.of((double) downtime.quiescePs(), (double) downtime.syncPs(), (double) downtime.sendPs(), (double)
                        downtime.switchoverPs()));
    }

    private static TimelinePanel.Path path(String scheme, RunRecord run) {
        List<TimelinePanel.Point> points = run.rounds().stream()
                .map(round ->
                        new TimelinePanel.Point(round.startPs() + round.syncPs(), round.dirtyPages() * PAGE_BYTES))
                .toList();
        double end = run.migration().totalPs();
        return new TimelinePanel.Path(
                scheme,
                run.tracking().lostPages() > 0,
                points,
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
