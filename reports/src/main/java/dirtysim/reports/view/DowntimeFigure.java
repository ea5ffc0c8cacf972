package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.StackPanel;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.DowntimePart;
import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The downtime of each scheme as the sum that it is, in the order of time. */
final class DowntimeFigure {
    private static final double MS = 1e9;
    /** How each part is drawn, in their order. */
    private static final int[] LOOKS = {9, 7, 0, 5, 2, 3, 4, 6, 1};

    private final Comparison comparison;
    private final Palette palette;
    /** Those that any run spent time on; and what the limit bounds, always. */
    private final List<DowntimePart> parts;

    private final List<StackPanel.Part> drawn;

    DowntimeFigure(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
        parts = Arrays.stream(DowntimePart.values())
                .filter(part -> part == DowntimePart.SEND
                        || comparison.cases().stream()
                                .flatMap(c -> c.replications().values().stream())
                                .flatMap(List::stream)
                                .anyMatch(run -> part.ps(run) > 0))
                .toList();
        drawn = parts.stream()
                .map(part -> new StackPanel.Part(part.title(), LOOKS[part.ordinal()]))
                .toList();
    }

    Figure figure() {
        double end = Math.max(downtimeAxis(), limitEnd());
        double most = most(run -> true);
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<StackPanel.Stack> stacks = new ArrayList<>();
            c.replications().forEach((scheme, runs) -> {
                StackPanel.Stack stack = stack(scheme, runs);
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
                    drawn,
                    Math.max(end, 1),
                    c.any().scenario().downtimeLimitMs() * MS,
                    parts.indexOf(DowntimePart.SEND));
            String id = "downtime-split-" + panels.size();
            panels.add(new Figure.Panel(
                    c.label(), StackPanel.draw(id, "Parts of the downtime on " + c.label(), stacks, frame, palette)));
        }
        return new Figure(
                "downtime-split",
                "What the downtime is made of",
                "The pause of the guest, one thing after the other from left to right: a waterfall on its side. What no run"
                        + " spent time on is left out. The bracket under a bar is the downtime limit, laid against the"
                        + " part that it bounds: sending what is left. As in QEMU the other parts come on top of it, so a"
                        + " downtime above the limit does not mean that the limit was missed.",
                "Linear scale from zero."
                        + (comparison.replicated() ? " Means over the replications." : "")
                        + (most > end
                                ? " Bars that would not fit are cut, marked with a double slash; their length is"
                                        + " written beside them."
                                : ""),
                StackPanel.keys(drawn),
                false,
                panels,
                new Table(
                        "Parts of the downtime",
                        Cells.head(parts.stream().map(DowntimePart::title).toList(), "all"),
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
                .mapToDouble(run -> beforePages(run) + run.scenario().downtimeLimitMs() * MS)
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

    private static double beforePages(RunRecord run) {
        return Arrays.stream(DowntimePart.values())
                .filter(part -> part.ordinal() < DowntimePart.SEND.ordinal())
                .mapToDouble(part -> part.ps(run))
                .sum();
    }

    private StackPanel.Stack stack(String scheme, List<RunRecord> runs) {
        return StackPanel.Stack.whole(
                scheme,
                runs.stream().anyMatch(run -> run.tracking().lostPages() > 0),
                parts.stream().map(part -> Cells.mean(runs, part::ps)).toList());
    }
}
