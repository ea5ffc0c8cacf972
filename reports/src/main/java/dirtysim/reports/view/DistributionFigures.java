package dirtysim.reports.view;

import dirtysim.reports.chart.Scale;
import dirtysim.reports.chart.SeriesPanel;
import dirtysim.reports.chart.SeriesPanel.Series;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Cumulative distributions: which share of some values is at most so large. */
final class DistributionFigures {
    private static final double PS_PER_US = 1e6;
    private static final int POINTS = 200;
    private static final double[] QUANTILES = {0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 0.999};

    /** What is drawn, and how its values are written. */
    private record Quantity(String id, String title, String reading, String axis, Unit unit, double factor) {}

    private DistributionFigures() {}

    static Figure lifetimes(Map<String, long[]> lifetimeUs) {
        return figure(
                new Quantity(
                        "lifetimes",
                        "Lifetimes of mappings",
                        "The height is the share of mappings that were unmapped after at most the time below; half of them"
                                + " at 50 %. Those never unmapped are not in it.",
                        "from map to unmap",
                        Unit.TIME,
                        PS_PER_US),
                lifetimeUs);
    }

    static Figure reuse(long[] distances) {
        Map<String, long[]> one = new LinkedHashMap<>();
        one.put("reuses of an IOVA page", distances);
        return figure(
                new Quantity(
                        "reuse",
                        "Reuse distance of IOVAs",
                        "The height is the share of reuses that came after at most so many other maps: far to the left means"
                                + " that an IOVA stands for another page almost at once.",
                        "map events from an unmap to the next map of the IOVA page",
                        Unit.COUNT,
                        1),
                one);
    }

    private static Figure figure(Quantity what, Map<String, long[]> values) {
        List<Series> series = new ArrayList<>();
        List<String> names = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        double most = 1;
        List<Table.Row> rows = new ArrayList<>();
        for (Map.Entry<String, long[]> each : values.entrySet()) {
            long[] sorted = each.getValue();
            if (sorted.length > 0) {
                names.add(each.getKey());
                series.add(curve(each.getKey(), sorted, what.factor()));
                // A logarithmic axis has no zero; what is below one unit stands at its start.
                least = Math.min(least, Math.max(1, sorted[0]) * what.factor());
                most = Math.max(most, sorted[sorted.length - 1] * what.factor());
                rows.add(row(each.getKey(), sorted, what));
            }
        }
        Scale x = new Scale(what.unit(), new double[] {least, Math.max(most, least * 2)});
        Scale y = new Scale(Unit.PERCENT, new double[] {100});
        List<String> head = new ArrayList<>(List.of("", "number"));
        for (double quantile : QUANTILES) {
            head.add(Unit.PERCENT.tick(quantile * 100));
        }
        head.add("greatest");
        return new Figure(
                what.id(),
                what.title(),
                what.reading(),
                (x.isLogarithmic() ? "The axis below is logarithmic." : "The axis below is linear."),
                names.size() > 1 ? SeriesPanel.keys(names) : List.of(),
                true,
                List.of(new Figure.Panel(
                        names.size() > 1 ? "By direction" : "All of them",
                        null,
                        SeriesPanel.draw(
                                what.id() + "-0",
                                what.title(),
                                series,
                                new SeriesPanel.Bottom(what.axis(), x),
                                y,
                                describe(rows)))),
                new Table(what.title() + ": what so many per cent are at most", head, 1, false, rows));
    }

    /** Places at equal steps of the share, so that a drawing has its size whatever the number of values. */
    private static Series curve(String name, long[] sorted, double factor) {
        int points = Math.min(POINTS, sorted.length);
        double[] xs = new double[points + 1];
        double[] ys = new double[points + 1];
        xs[0] = sorted[0] * factor;
        for (int i = 1; i <= points; i++) {
            int last = (int) ((long) sorted.length * i / points) - 1;
            xs[i] = sorted[last] * factor;
            ys[i] = 100.0 * (last + 1) / sorted.length;
        }
        return new Series(name, xs, ys, true);
    }

    private static Table.Row row(String name, long[] sorted, Quantity what) {
        List<String> cells = new ArrayList<>(List.of(name, Unit.grouped(sorted.length)));
        for (double quantile : QUANTILES) {
            cells.add(what.unit().show(sorted[(int) (quantile * sorted.length)] * what.factor()));
        }
        cells.add(what.unit().show(sorted[sorted.length - 1] * what.factor()));
        return new Table.Row(null, null, cells);
    }

    private static String describe(List<Table.Row> rows) {
        List<String> parts = new ArrayList<>();
        rows.forEach(row -> parts.add(row.cells().get(0) + ": half at most "
                + row.cells().get(5) + ", all at most " + row.cells().get(10)));
        return String.join("; ", parts);
    }
}
