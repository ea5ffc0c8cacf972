package dirtysim.reports.view;

import dirtysim.reports.chart.BarPanel;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One bar chart a measure. */
final class MeasureFigures {
    private final Comparison comparison;
    private final Palette palette;

    MeasureFigures(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
    }

    List<Figure> all() {
        return Arrays.stream(Measure.values()).map(this::figure).toList();
    }

    private Figure figure(Measure measure) {
        double[] values = comparison.cases().stream()
                .flatMap(c -> c.runs().values().stream())
                .mapToDouble(measure::of)
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
                nothing ? "It is zero, or does not apply, in every run." : scale.note(),
                List.of(),
                false,
                panels,
                table(measure));
    }

    private Figure.Panel panel(Measure measure, Case c, Scale scale, int number) {
        List<BarPanel.Bar> bars = new ArrayList<>();
        c.runs()
                .forEach((scheme, run) -> bars.add(
                        new BarPanel.Bar(scheme, measure.of(run), run.tracking().lostPages() > 0)));
        String svg = BarPanel.draw(
                measure.id() + "-" + number,
                measure.title() + " on " + c.label(),
                bars,
                scale,
                measure.unit(),
                palette);
        return new Figure.Panel(c.label(), svg);
    }

    private Table table(Measure measure) {
        List<String> head = new ArrayList<>(List.of("Trace"));
        head.addAll(comparison.schemes());
        List<Table.Row> rows = new ArrayList<>();
        for (Case c : comparison.cases()) {
            List<String> cells = new ArrayList<>(List.of(c.label()));
            for (String scheme : comparison.schemes()) {
                cells.add(c.of(scheme)
                        .map(run -> measure.unit().show(measure.of(run)))
                        .orElse("not run"));
            }
            rows.add(new Table.Row(c.label(), null, cells));
        }
        return new Table(measure.title() + " by trace and scheme", head, 1, false, rows);
    }
}
