package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.StackPanel;
import dirtysim.reports.chart.Texture;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.OperationTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where the elapsed time of each operation went. */
final class OperationFigures {
    private final Comparison comparison;
    private final Palette palette;

    OperationFigures(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
    }

    List<Figure> all() {
        return Arrays.stream(OperationTime.values()).map(this::figure).toList();
    }

    private Figure figure(OperationTime operation) {
        String id = "time-of-" + operation.id();
        List<String> names = OperationTime.PARTS.stream()
                .filter(part -> spent(operation, part))
                .toList();
        List<StackPanel.Part> drawn = names.stream().map(OperationFigures::part).toList();
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<StackPanel.Stack> stacks = new ArrayList<>();
            c.replications().forEach((scheme, runs) -> {
                double total = Cells.mean(runs, operation::totalPs);
                if (total > 0) {
                    List<Double> parts = names.stream()
                            .map(part -> Cells.mean(runs, run -> operation.partPs(run, part)))
                            .toList();
                    stacks.add(new StackPanel.Stack(scheme, c.mostLost(scheme) > 0, parts, total));
                    rows.add(new Table.Row(c.label(), scheme, Cells.times(c.label(), scheme, parts, total)));
                }
            });
            String title = "Time of " + operation.title() + " on " + c.label();
            StackPanel.Frame frame = new StackPanel.Frame(drawn, 0, Double.NaN, 0);
            panels.add(new Figure.Panel(
                    c.label(), StackPanel.draw(id + "-" + panels.size(), title, stacks, frame, palette)));
        }
        return new Figure(
                id,
                "Where the time of " + operation.title() + " went",
                operation.reading() + " Elapsed time, all of the run together, which stands beside the bar; its parts"
                        + " add up to it. Waiting, hatched, is for the VMM's lock, the domain lock, the invalidation"
                        + " queue and memory.",
                "Shares of each bar's own total. A scheme that spent no time on it has no bar."
                        + (comparison.replicated() ? " Means over the replications." : ""),
                StackPanel.keys(drawn),
                false,
                panels,
                new Table("Parts of " + operation.title(), Cells.head(names, "together"), 2, false, rows));
    }

    /** Whether any run spent time on a part. */
    private boolean spent(OperationTime operation, String part) {
        return comparison.cases().stream()
                .flatMap(c -> c.replications().values().stream())
                .flatMap(List::stream)
                .anyMatch(run -> operation.partPs(run, part) > 0);
    }

    /** A part looks the same in every figure. */
    private static StackPanel.Part part(String name) {
        boolean waiting = name.equals(OperationTime.WAIT);
        return new StackPanel.Part(name, waiting ? Texture.WAIT : OperationTime.PARTS.indexOf(name));
    }
}
