package dirtysim.reports.view;

import dirtysim.reports.chart.BarPanel;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.statistics.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** One bar chart a measure. */
final class MeasureFigures {
    private final Comparison comparison;
    private final Palette palette;

    MeasureFigures(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
    }

    /** A chart for each of some measures. */
    List<Figure> of(Measure... measures) {
        return Arrays.stream(measures).map(this::figure).toList();
    }

    private Figure figure(Measure measure) {
        double[] values = comparison.cases().stream()
                .flatMap(c -> c.replications().keySet().stream().map(scheme -> c.estimate(measure, scheme)))
                .flatMapToDouble(estimate -> estimate.hasInterval()
                        ? DoubleStream.of(estimate.mean(), estimate.high())
                        : DoubleStream.of(estimate.mean()))
                .toArray();
        boolean nothing = Arrays.stream(values).noneMatch(value -> value > 0);
        Scale scale = new Scale(measure.unit(), values);
        List<Figure.Panel> panels = new ArrayList<>();
        for (Case c : comparison.cases()) {
            panels.add(panel(measure, c, scale, panels.size()));
        }
        return new Figure(
                measure.id(),
                measure.title(),
                measure.reading(),
                nothing ? "It is zero, or does not apply, in every run." : scale.note() + whiskers(),
                List.of(),
                false,
                panels,
                table(measure));
    }

    private Figure.Panel panel(Measure measure, Case c, Scale scale, int number) {
        List<BarPanel.Bar> bars = new ArrayList<>();
        for (String scheme : c.replications().keySet()) {
            Estimate estimate = c.estimate(measure, scheme);
            bars.add(
                    new BarPanel.Bar(scheme, estimate.mean(), estimate.low(), estimate.high(), c.mostLost(scheme) > 0));
        }
        String svg = BarPanel.draw(
                measure.id() + "-" + number,
                measure.title() + " on " + c.label(),
                bars,
                scale,
                measure.unit(),
                palette);
        return new Figure.Panel(c.label(), svg);
    }

    private String whiskers() {
        return comparison.replicated()
                ? " A bar is the mean over the replications, the line across its end the 95 % confidence interval"
                        + " of that mean. Overlapping intervals do not mean that there is no difference: the verdict compares"
                        + " seed by seed."
                : "";
    }

    private Table table(Measure measure) {
        List<String> head = new ArrayList<>(List.of("Trace"));
        head.addAll(comparison.schemes());
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<String> cells = new ArrayList<>(List.of(c.label()));
            for (String scheme : comparison.schemes()) {
                cells.add(
                        c.of(scheme).isPresent() ? Cells.mean(c.estimate(measure, scheme), measure.unit()) : "not run");
            }
            rows.add(new Table.Row(c.label(), null, cells));
        }
        return new Table(measure.title() + " by trace and scheme", head, 1, false, true, rows);
    }
}
