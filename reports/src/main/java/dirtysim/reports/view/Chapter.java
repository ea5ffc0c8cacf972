package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import java.util.ArrayList;
import java.util.List;

/**
 * Charts that answer one question.
 *
 * @param id anchor in the page
 * @param title heading
 * @param lead what is asked
 * @param figures the charts, in order
 */
public record Chapter(String id, String title, String lead, List<Figure> figures) {
    /** All of a page, in its order: what tracking costs, how the migrations went, what was marked, and where time went. */
    static List<Chapter> all(Comparison comparison, Palette palette) {
        MeasureFigures bars = new MeasureFigures(comparison, palette);
        TailFigures tails = new TailFigures(comparison, palette);
        return List.of(
                new Chapter(
                        "flush",
                        "Flush cost",
                        "Moving D bits out of second-level entries into a bitmap: at an unmap, while the guest's driver waits,"
                                + " and at a query, once a round. The two are counted apart.",
                        flush(bars, tails)),
                new Chapter(
                        "copy",
                        "Copy latency",
                        "Handing the bitmap to user space, from start to end, at each query.",
                        copy(bars, tails)),
                new Chapter(
                        "convergence",
                        "Convergence",
                        "Whether pre-copy ends by itself, after how many rounds, and how long the guest stands still then.",
                        convergence(comparison, palette, bars)),
                new Chapter(
                        "precision-and-loss",
                        "Precision",
                        "What was reported against what was written. Too little is data loss, too much is sent for nothing.",
                        bars.of(Measure.LOST, Measure.FALSE_DIRTY, Measure.PRECISION, Measure.RECALL)),
                new Chapter(
                        "costs",
                        "Cost breakdown",
                        "What guest and host pay besides, and where the time goes.",
                        costs(comparison, palette, bars)));
    }

    private static List<Figure> flush(MeasureFigures bars, TailFigures tails) {
        List<Figure> figures =
                new ArrayList<>(bars.of(Measure.FLUSH_UNMAP_P50, Measure.FLUSH_UNMAP_P99, Measure.FLUSH_UNMAP_TOTAL));
        tails.figure(
                        "tail-flush-unmap",
                        "Flush at unmap, by percentile",
                        run -> run.costs().flushUnmap())
                .ifPresent(figures::add);
        figures.addAll(bars.of(Measure.FLUSH_QUERY_P50));
        tails.figure(
                        "tail-flush-query",
                        "Flush at query, by percentile",
                        run -> run.costs().flushQuery())
                .ifPresent(figures::add);
        return figures;
    }

    private static List<Figure> copy(MeasureFigures bars, TailFigures tails) {
        List<Figure> figures = new ArrayList<>(bars.of(Measure.COPY_P50));
        tails.figure(
                        "tail-copy",
                        "Bitmap copy, by percentile",
                        run -> run.costs().copy())
                .ifPresent(figures::add);
        return figures;
    }

    private static List<Figure> convergence(Comparison comparison, Palette palette, MeasureFigures bars) {
        List<Figure> figures = new ArrayList<>();
        figures.add(new ConvergenceFigures(comparison, palette).timeline());
        figures.add(new DowntimeFigure(comparison, palette).figure());
        figures.addAll(bars.of(Measure.TOTAL, Measure.DOWNTIME, Measure.SENT));
        return figures;
    }

    private static List<Figure> costs(Comparison comparison, Palette palette, MeasureFigures bars) {
        List<Figure> figures = new ArrayList<>(bars.of(Measure.SLOWDOWN, Measure.HOST_CPU));
        figures.add(new SpentFigure(comparison, palette).figure());
        figures.addAll(new OperationFigures(comparison, palette).all());
        return figures;
    }
}
