package dirtysim.reports.view;

import dirtysim.reports.chart.LinesPanel;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.compare.Crossing;
import dirtysim.reports.compare.Growing;
import dirtysim.reports.compare.Scaling;
import dirtysim.reports.compare.Sweep;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How costs grow with size, and where schemes cross.
 *
 * @param measures a chart and sentences a measure
 * @param crossings every crossing
 */
public record ScalingView(List<Part> measures, Table crossings) {
    /**
     * One measure.
     *
     * @param figure its chart
     * @param growth a sentence a sweep: who grows how fast
     * @param crossings a sentence a pair of schemes that cross
     */
    public record Part(Figure figure, List<String> growth, List<String> crossings) {}

    /** What the scaling of a suite's runs looks like; no part if nothing was varied. */
    static ScalingView of(Scaling scaling, List<String> losing, Palette palette) {
        List<Part> parts = new ArrayList<>();
        if (!scaling.isEmpty()) {
            for (Growing measure : Growing.values()) {
                parts.add(new Part(
                        figure(scaling, measure, losing, palette),
                        scaling.growth(measure),
                        sentences(scaling, measure)));
            }
        }
        return new ScalingView(parts, table(scaling));
    }

    private static Figure figure(Scaling scaling, Growing measure, List<String> losing, Palette palette) {
        double[] all = scaling.sweeps().stream()
                .flatMap(sweep -> scaling.schemes().stream().map(scheme -> sweep.values(measure, scheme)))
                .flatMapToDouble(Arrays::stream)
                .toArray();
        Scale scale = new Scale(measure.unit(), all);
        List<Figure.Panel> panels = new ArrayList<>();
        for (Sweep sweep : scaling.sweeps()) {
            List<LinesPanel.Line> lines = scaling.schemes().stream()
                    .map(scheme -> new LinesPanel.Line(scheme, losing.contains(scheme), sweep.values(measure, scheme)))
                    .toList();
            LinesPanel.Bottom bottom =
                    new LinesPanel.Bottom(sweep.axis().title(), sweep.axis().unit(), places(sweep));
            String id = "scaling-" + measure.id() + "-" + panels.size();
            String title = measure.title() + " by " + sweep.axis().title();
            panels.add(new Figure.Panel(
                    sweep.fixed(),
                    cases(sweep),
                    LinesPanel.draw(id, title, lines, bottom, scale, measure.unit(), palette)));
        }
        return new Figure(
                "scaling-" + measure.id(),
                measure.title(),
                "A line a scheme, named at its right end; ✕ lost pages in some run. Where lines lie on each other, the later"
                        + " ones are drawn narrower and dashed on top. A line that is not there is a scheme to which the"
                        + " measure does not apply.",
                scale.axis() + " The other axis is logarithmic and marked at the points that were run.",
                List.of(),
                true,
                panels,
                figures(scaling, measure));
    }

    private static String cases(Sweep sweep) {
        return sweep.points().stream().map(point -> point.at().label()).collect(Collectors.joining("\n"));
    }

    private static double[] places(Sweep sweep) {
        return sweep.points().stream().mapToDouble(Sweep.Point::x).toArray();
    }

    private static Table figures(Scaling scaling, Growing measure) {
        List<String> head = new ArrayList<>(List.of("Varied", "Value"));
        head.addAll(scaling.schemes());
        List<Table.Row> rows = new ArrayList<>();
        for (Sweep sweep : scaling.sweeps()) {
            for (int i = 0; i < sweep.points().size(); i++) {
                Sweep.Point point = sweep.points().get(i);
                List<String> cells = new ArrayList<>(List.of(
                        sweep.axis().title() + " (" + sweep.fixed() + ")",
                        sweep.axis().unit().tick(point.x())));
                for (String scheme : scaling.schemes()) {
                    cells.add(measure.unit().show(sweep.values(measure, scheme)[i]));
                }
                rows.add(new Table.Row(point.at().label(), null, cells));
            }
        }
        return new Table(measure.title() + " by what was varied", head, 2, false, true, rows);
    }

    private static List<String> sentences(Scaling scaling, Growing measure) {
        return scaling.crossings(measure).stream()
                .map(c -> c.below() + " is cheaper than " + c.above() + " below " + place(c) + ", and dearer above ("
                        + c.sweep().fixed() + ").")
                .toList();
    }

    private static String place(Crossing c) {
        String at = c.sweep().axis().unit().show(c.x());
        return c.sweep().axis().unit() == Unit.BYTES
                ? at + " of memory"
                : at + " " + c.sweep().axis().title();
    }

    private static Table table(Scaling scaling) {
        List<Table.Row> rows = scaling.crossings().stream()
                .map(c -> new Table.Row(
                        "",
                        null,
                        List.of(
                                c.measure().title(),
                                c.sweep().axis().title(),
                                c.below(),
                                c.above(),
                                c.sweep().axis().unit().show(c.x()),
                                c.measure().unit().show(c.value()),
                                c.sweep().fixed())))
                .toList();
        return new Table(
                "Every crossing",
                List.of("Measure", "Varied", "Cheaper below", "Cheaper above", "Crossing at", "Both cost", "Fixed"),
                4,
                true,
                rows);
    }
}
