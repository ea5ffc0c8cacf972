package dirtysim.reports.view;

import dirtysim.reports.TraceFacts.Windows;
import dirtysim.reports.chart.SeriesPanel;
import dirtysim.reports.chart.SeriesPanel.Series;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Pages mapped for write and pages written, window by window: what a scheme that marks mappings pays over one that reads D bits. */
final class WindowFigure {
    private static final double PS_PER_US = 1e6;
    private static final int POINTS = 240;
    private static final String MAPPED = "mapped for a device to write";
    private static final String MODELLED = "written, by the model";
    private static final String EXACT = "written, as recorded";

    private WindowFigure() {}

    static Figure of(List<Windows> all) {
        boolean exact = all.stream().allMatch(windows -> windows.exact() != null);
        List<String> names = exact ? List.of(MAPPED, MODELLED, EXACT) : List.of(MAPPED, MODELLED);
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        for (Windows windows : all) {
            String length = Unit.TIME.tick(windows.lengthUs() * PS_PER_US);
            int each = (windows.mapped().length + POINTS - 1) / POINTS;
            List<Series> series = new ArrayList<>();
            for (String name : names) {
                int[] values = values(windows, name);
                series.add(means(name, values, each, windows.lengthUs() * PS_PER_US));
                rows.add(row(length, name, values));
            }
            panels.add(panel(panels.size(), windows, length, each, series));
        }
        return new Figure(
                "windows",
                "Pages written per window",
                "Different guest pages in windows that follow each other: the wider the gap between the lines, the more a"
                        + " scheme that marks what is mapped sends for nothing. By the model a device writes a buffer just"
                        + " before its unmap, and a completion for each.",
                "Linear scales from zero, each panel's own.",
                SeriesPanel.keys(names),
                true,
                panels,
                new Table(
                        "Pages per window",
                        List.of("window", "pages", "windows", "mean", "p50", "p90", "most"),
                        2,
                        false,
                        rows));
    }

    private static Figure.Panel panel(int number, Windows windows, String length, int each, List<Series> series) {
        double end = (double) windows.mapped().length * windows.lengthUs() * PS_PER_US;
        double[] tops = series.stream()
                .mapToDouble(line -> Arrays.stream(line.ys()).max().orElse(0))
                .toArray();
        String heading = "Windows of " + length + (each > 1 ? "; a step is the mean of " + each : "");
        return new Figure.Panel(
                heading,
                null,
                SeriesPanel.draw(
                        "windows-" + number,
                        "Pages written per window of " + length,
                        series,
                        new SeriesPanel.Bottom(
                                "time since the workload began", TraceFigures.linear(Unit.TIME, new double[] {end})),
                        TraceFigures.linear(Unit.COUNT, tops),
                        SeriesPanel.describe(series, Unit.COUNT)));
    }

    private static int[] values(Windows windows, String name) {
        return switch (name) {
            case MAPPED -> windows.mapped();
            case MODELLED -> windows.modelled();
            default -> windows.exact();
        };
    }

    private static Series means(String name, int[] values, int each, double lengthPs) {
        int points = (values.length + each - 1) / each;
        double[] xs = new double[points + 1];
        double[] ys = new double[points + 1];
        for (int point = 0; point < points; point++) {
            int from = point * each;
            int to = Math.min(values.length, from + each);
            xs[point] = from * lengthPs;
            ys[point] = Arrays.stream(values, from, to).average().orElse(0);
        }
        // A step holds until the next place: the last one needs an end.
        xs[points] = values.length * lengthPs;
        ys[points] = ys[points - 1];
        return new Series(name, xs, ys, true);
    }

    private static Table.Row row(String length, String name, int[] values) {
        int[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Table.Row(
                null,
                null,
                List.of(
                        length,
                        name,
                        Unit.grouped(values.length),
                        Exact.decimals(Arrays.stream(values).average().orElse(0), 1),
                        Unit.grouped(sorted[sorted.length / 2]),
                        Unit.grouped(sorted[(int) (sorted.length * 9L / 10)]),
                        Unit.grouped(sorted[sorted.length - 1])));
    }
}
