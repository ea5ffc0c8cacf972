package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.StackPanel;
import dirtysim.reports.chart.Texture;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
        List<StackPanel.Part> drawn = parts();
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<StackPanel.Stack> stacks = new ArrayList<>();
            c.replications().forEach((scheme, runs) -> {
                List<Double> parts = names.stream()
                        .map(name -> Cells.mean(runs, run -> spentOn(run, name)))
                        .toList();
                double cpuPs = Cells.mean(runs, RunRecord::hostCpuPs);
                stacks.add(new StackPanel.Stack(scheme, c.mostLost(scheme) > 0, parts, cpuPs));
                rows.add(new Table.Row(c.label(), scheme, Cells.times(c.label(), scheme, parts, cpuPs)));
            });
            StackPanel.Frame frame = new StackPanel.Frame(drawn, 0, Double.NaN, 0);
            String id = "host-time-" + panels.size();
            panels.add(new Figure.Panel(
                    c.label(), StackPanel.draw(id, "Host time by purpose on " + c.label(), stacks, frame, palette)));
        }
        return new Figure(
                "host-time",
                "Where the host time went",
                "Each bar is all the host time that a scheme was charged for in a run, divided by what it was spent on."
                        + " Lock wait, hatched at the end, is waiting and not CPU time: the figure beside the bar, host"
                        + " CPU time, leaves it out. Bars of one length hide totals that differ: the chart Host CPU"
                        + " time above compares those. Where several threads share a scan, each thread's time counts"
                        + " here; in the charts below it is the time that passed.",
                "Shares of each bar's own total, waiting included."
                        + (comparison.replicated() ? " Means over the replications." : ""),
                StackPanel.keys(drawn),
                false,
                panels,
                new Table("Host time by purpose", Cells.head(names, "CPU time, lock wait left out"), 2, false, rows));
    }

    /** What time was spent on, in the order of the records, waiting last. */
    private List<String> names() {
        return Stream.concat(names(false), names(true)).toList();
    }

    private Stream<String> names(boolean waiting) {
        return comparison.cases().stream()
                .flatMap(c -> c.runs().values().stream())
                .flatMap(run -> run.costs().breakdown().stream())
                .filter(spent -> spent.waiting() == waiting)
                .map(RunRecord.Spent::on)
                .distinct();
    }

    /** Every record lists every cost, in one order, so a cost looks the same in every report. */
    private List<StackPanel.Part> parts() {
        List<StackPanel.Part> parts = new ArrayList<>();
        names(false).forEach(name -> parts.add(new StackPanel.Part(name, parts.size())));
        names(true).forEach(name -> parts.add(new StackPanel.Part(name, Texture.WAIT)));
        return parts;
    }

    private static double spentOn(RunRecord run, String name) {
        return run.costs().breakdown().stream()
                .filter(spent -> spent.on().equals(name))
                .mapToDouble(RunRecord.Spent::totalPs)
                .sum();
    }
}
