package dirtysim.reports.view;

import dirtysim.host.PreCopyRules;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
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
    private static final int INTERVALS = 5;
    private static final double MS = 1e9;
    private static final int ROUNDS_SHOWN = 10;
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

    private static double limitBytes(Scenario scenario) {
        return scenario.linkBytesPerSecond() * scenario.downtimeLimitMs() / 1000;
    }

    private static TimelinePanel.Path path(String scheme, RunRecord run) {
        double pageBytes = run.scenario().costs().pageWireBytes();
        List<TimelinePanel.Round> rounds = new ArrayList<>();
        for (int n = 0; n < run.rounds().size(); n++) {
            RoundRecord round = run.rounds().get(n);
            rounds.add(new TimelinePanel.Round(
                    round.startPs() + round.syncPs(),
                    round.dirtyPages() * pageBytes,
                    round.startPs() + round.durationPs(),
                    leftAfter(run, n) * pageBytes));
        }
        double end = run.migration().totalPs();
        return new TimelinePanel.Path(
                scheme,
                run.tracking().lostPages() > 0,
                rounds,
                end - run.migration().downtimePs(),
                end,
                run.migration().converged());
    }

    /** Pages that a round leaves unsent: none where rounds are sent whole, what no sync had found anew where they are not. */
    private static double leftAfter(RunRecord run, int n) {
        RoundRecord round = run.rounds().get(n);
        if (round.sentBytes() == 0) {
            return round.dirtyPages();
        }
        boolean last = n == run.rounds().size() - 1;
        if (last || run.scenario().preCopy().rule() == PreCopyRules.Rule.ROUNDS) {
            return 0;
        }
        double unsent =
                round.dirtyPages() - round.sentBytes() / run.scenario().costs().pageWireBytes();
        return Math.max(0, Math.min(unsent, run.rounds().get(n + 1).dirtyPages()));
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
