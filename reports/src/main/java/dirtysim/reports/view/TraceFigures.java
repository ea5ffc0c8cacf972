package dirtysim.reports.view;

import dirtysim.reports.TraceFacts;
import dirtysim.reports.chart.BarPanel;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.chart.SeriesPanel;
import dirtysim.reports.chart.SeriesPanel.Series;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The charts of a page about a trace. */
public final class TraceFigures {
    private static final double PS_PER_US = 1e6;
    private static final int TABLE_ROWS = 24;
    private static final List<String> LIVE = List.of("pages of 4 KiB", "mappings");

    private TraceFigures() {}

    /** All of them; what the trace has nothing of is left out. */
    public static List<Figure> of(TraceFacts facts) {
        List<Figure> figures = new ArrayList<>();
        if (facts.live().mappings().length > 0) {
            figures.add(live(facts.live()));
        }
        if (!facts.sizes().isEmpty()) {
            figures.add(sizes(facts.sizes()));
        }
        if (facts.lifetimeUs().values().stream().anyMatch(values -> values.length > 0)) {
            figures.add(DistributionFigures.lifetimes(facts.lifetimeUs()));
        }
        if (facts.reuseDistance().length > 0) {
            figures.add(DistributionFigures.reuse(facts.reuseDistance()));
        }
        if (!facts.windows().isEmpty()) {
            figures.add(WindowFigure.of(facts.windows()));
        }
        return figures;
    }

    private static Figure live(TraceFacts.Live live) {
        double[] xs = IntStream.range(0, live.mappings().length)
                .mapToDouble(part -> part * live.partUs() * PS_PER_US)
                .toArray();
        double[] pages = doubles(live.pages());
        double[] mappings = doubles(live.mappings());
        List<Series> series =
                List.of(new Series(LIVE.get(0), xs, pages, true), new Series(LIVE.get(1), xs, mappings, true));
        Scale y = linear(Unit.COUNT, pages);
        Scale x = linear(Unit.TIME, new double[] {live.mappings().length * live.partUs() * PS_PER_US});
        List<Table.Row> rows = new ArrayList<>();
        int every = Math.max(1, (xs.length + TABLE_ROWS - 1) / TABLE_ROWS);
        for (int from = 0; from < xs.length; from += every) {
            long mostMappings = 0;
            long mostPages = 0;
            for (int i = from; i < Math.min(xs.length, from + every); i++) {
                mostMappings = Math.max(mostMappings, live.mappings()[i]);
                mostPages = Math.max(mostPages, live.pages()[i]);
            }
            rows.add(new Table.Row(
                    null,
                    null,
                    List.of(Unit.TIME.show(xs[from]), Unit.grouped(mostMappings), Unit.grouped(mostPages))));
        }
        return new Figure(
                "live",
                "Live mappings over time",
                "The height is the most that is mapped at once in each " + Unit.TIME.tick(live.partUs() * PS_PER_US)
                        + " of the recording, all devices together.",
                y.axis(),
                SeriesPanel.keys(LIVE),
                true,
                List.of(new Figure.Panel(
                        "Since the first map or unmap",
                        null,
                        SeriesPanel.draw(
                                "live-0",
                                "Live mappings over time",
                                series,
                                new SeriesPanel.Bottom("time since the first map or unmap", x),
                                y,
                                SeriesPanel.describe(series, Unit.COUNT)))),
                new Table("Live mappings over time", List.of("from", "most mappings", "most pages"), 1, false, rows));
    }

    private static Figure sizes(Map<String, Long> sizes) {
        long all = sizes.values().stream().mapToLong(Long::longValue).sum();
        List<BarPanel.Bar> bars = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        sizes.forEach((size, count) -> {
            double share = 100.0 * count / all;
            bars.add(new BarPanel.Bar(size, share, Double.NaN, Double.NaN, false));
            rows.add(new Table.Row(null, null, List.of(size, Unit.grouped(count), Unit.PERCENT.show(share))));
        });
        Scale scale = linear(
                Unit.PERCENT, bars.stream().mapToDouble(BarPanel.Bar::value).toArray());
        return new Figure(
                "sizes",
                "Sizes of mappings",
                "A bar is the share of all mappings that have this size; a mapping is one contiguous segment.",
                scale.axis(),
                List.of(),
                false,
                List.of(new Figure.Panel(
                        "Share of " + Unit.grouped(all) + " mappings",
                        null,
                        BarPanel.draw("sizes-0", "Sizes of mappings", bars, scale, Unit.PERCENT, Palette.plain()))),
                new Table("Sizes of mappings", List.of("size", "mappings", "share"), 1, false, rows));
    }

    /** A linear axis from zero, whatever the values span. */
    static Scale linear(Unit unit, double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, value);
        }
        return new Scale(unit, new double[] {most > 0 ? most : 1});
    }

    private static double[] doubles(long[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
