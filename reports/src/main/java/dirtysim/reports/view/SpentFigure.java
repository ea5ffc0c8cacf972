package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.StackPanel;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/** Where the host time went. */
final class SpentFigure {
    private final Comparison comparison;
    private final Palette palette;

    SpentFigure(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
    }

    Figure figure() {
        List<String> names = names();
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<StackPanel.Stack> stacks = new ArrayList<>();
            c.runs().forEach((scheme, run) -> {
                List<Double> parts =
                        names.stream().map(name -> spentOn(run, name)).toList();
                stacks.add(new StackPanel.Stack(scheme, run.tracking().lostPages() > 0, parts));
                double total = parts.stream().mapToDouble(Double::doubleValue).sum();
                rows.add(new Table.Row(c.label(), scheme, Cells.times(c.label(), scheme, parts, total)));
            });
            StackPanel.Frame frame = new StackPanel.Frame(names, 0, Double.NaN);
            String id = "host-time-" + panels.size();
            panels.add(new Figure.Panel(
                    c.label(), StackPanel.draw(id, "Host time by purpose on " + c.label(), stacks, frame, palette)));
        }
        return new Figure(
                "host-time",
                "Where the host time went",
                "Each bar is all the host CPU time that a scheme was charged for in a run, divided by what it was spent"
                        + " on; the total stands beside it. Bars of one length hide totals that differ: the chart Host"
                        + " CPU time above compares those.",
                "Shares of each bar's own total.",
                names,
                false,
                panels,
                new Table("Host CPU time by purpose", Cells.head(names), 2, false, rows));
    }

    private List<String> names() {
        LinkedHashSet<String> names = new LinkedHashSet<>();
        comparison
                .cases()
                .forEach(c -> c.runs()
                        .values()
                        .forEach(run -> run.costs().breakdown().forEach(spent -> names.add(spent.on()))));
        return List.copyOf(names);
    }

    private static double spentOn(RunRecord run, String name) {
        return run.costs().breakdown().stream()
                .filter(spent -> spent.on().equals(name))
                .mapToDouble(RunRecord.Spent::totalPs)
                .sum();
    }
}
