package dirtysim.reports.view;

import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.statistics.Estimate;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;

/**
 * The table of schemes by traces.
 *
 * @param head headings of the columns after the scheme
 * @param groups one group of rows a case
 * @param glance the downtime of each case and scheme, for a first look
 */
public record Overview(List<String> head, List<Group> groups, Table glance) {
    /**
     * @param trace the case
     * @param scenario names of its scenarios, with commas between
     * @param rows one a scheme
     */
    public record Group(String trace, String scenario, List<Row> rows) {}

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages here
     * @param cells one a column after the scheme
     */
    public record Row(String scheme, boolean lost, List<Cell> cells) {}

    /**
     * @param value the figure, a mean over the replications
     * @param spread half the width of its confidence interval; empty where there is none
     * @param relative the figure against the best sound scheme of the trace; empty where there is none
     * @param style class of the cell: {@code bad}, {@code best} or nothing
     */
    public record Cell(String value, String spread, String relative, String style) {}

    private static final List<String> HEAD = List.of(
            "Lost pages",
            "Converged",
            "Rounds",
            "Total",
            "Downtime",
            "Guest slowdown",
            "Flush at unmap, all",
            "Flush at query, p50",
            "Copy, p50",
            "False dirty",
            "Precision",
            "Recall");

    static Overview of(Comparison comparison) {
        List<String> sound = comparison.soundSchemes();
        return new Overview(
                HEAD, comparison.cases().stream().map(c -> group(c, sound)).toList(), glance(comparison, sound));
    }

    private static Table glance(Comparison comparison, List<String> sound) {
        List<String> head = new ArrayList<>(List.of("Scenario and trace"));
        head.addAll(comparison.schemes());
        List<Table.Row> rows = comparison.cases().stream()
                .map(c -> {
                    List<String> cells =
                            new ArrayList<>(List.of((c.scenarios().isEmpty() ? "" : c.scenarios() + ": ") + c.label()));
                    comparison.schemes().forEach(scheme -> cells.add(glance(c, scheme, sound)));
                    return new Table.Row(c.label(), null, cells);
                })
                .toList();
        return new Table("Downtime by scenario and scheme", head, 1, false, true, rows);
    }

    private static String glance(Case c, String scheme, List<String> sound) {
        if (c.of(scheme).isEmpty()) {
            return "";
        }
        if (c.mostLost(scheme) > 0) {
            return "✕ lost " + Unit.grouped(c.mostLost(scheme));
        }
        Cell downtime = relative(Measure.DOWNTIME, scheme, c, sound);
        return (c.converged(scheme) < 1 ? "(" + downtime.value() + ")" : downtime.value()) + " " + downtime.relative();
    }

    private static Group group(Case c, List<String> sound) {
        List<Row> rows = c.replications().keySet().stream()
                .map(scheme -> row(scheme, c, sound))
                .toList();
        return new Group(c.label(), c.scenarios(), rows);
    }

    private static Row row(String scheme, Case c, List<String> sound) {
        long lost = c.mostLost(scheme);
        double converged = c.converged(scheme);
        List<Cell> cells = List.of(
                plain(Unit.grouped(lost), lost > 0),
                plain(
                        converged == 1 ? "yes" : converged == 0 ? "no" : Exact.decimals(converged * 100, 0) + " %",
                        converged < 1),
                plain(rounds(c.all(scheme)), false),
                relative(Measure.TOTAL, scheme, c, sound),
                relative(Measure.DOWNTIME, scheme, c, sound),
                relative(Measure.SLOWDOWN, scheme, c, sound),
                relative(Measure.FLUSH_UNMAP_TOTAL, scheme, c, sound),
                relative(Measure.FLUSH_QUERY_P50, scheme, c, sound),
                relative(Measure.COPY_P50, scheme, c, sound),
                estimate(Measure.FALSE_DIRTY, scheme, c),
                share(Measure.PRECISION, scheme, c),
                share(Measure.RECALL, scheme, c));
        return new Row(scheme, lost > 0, cells);
    }

    private static String rounds(List<RunRecord> runs) {
        IntSummaryStatistics rounds =
                runs.stream().mapToInt(run -> run.rounds().size()).summaryStatistics();
        return rounds.getMin() == rounds.getMax()
                ? Integer.toString(rounds.getMin())
                : rounds.getMin() + " to " + rounds.getMax();
    }

    private static Cell plain(String text, boolean bad) {
        return new Cell(text, "", "", bad ? "bad" : "");
    }

    private static Cell estimate(Measure measure, String scheme, Case c) {
        Estimate estimate = c.estimate(measure, scheme);
        return new Cell(measure.unit().show(estimate.mean()), spread(measure, estimate), "", "");
    }

    private static Cell share(Measure measure, String scheme, Case c) {
        Estimate percent = c.estimate(measure, scheme);
        String value = Double.isFinite(percent.mean()) ? Exact.decimals(percent.mean() / 100, 3) : "–";
        return new Cell(value, percent.hasInterval() ? "± " + Exact.decimals(percent.half() / 100, 3) : "", "", "");
    }

    private static String spread(Measure measure, Estimate estimate) {
        return estimate.hasInterval() ? "± " + measure.unit().show(estimate.half()) : "";
    }

    private static Cell relative(Measure measure, String scheme, Case c, List<String> sound) {
        Estimate estimate = c.estimate(measure, scheme);
        double value = estimate.mean();
        double best = c.best(measure, sound);
        String text = measure.unit().show(value);
        String spread = spread(measure, estimate);
        boolean alone = sound.stream().filter(c.replications()::containsKey).count() < 2;
        if (Double.isNaN(value) || Double.isNaN(best) || alone) {
            return new Cell(text, spread, "", "");
        }
        if (value == best && sound.contains(scheme)) {
            return new Cell(text, spread, estimate.n() > 1 ? "lowest" : "best", "best");
        }
        // A slowdown is shown as what is added to 100 %, and compared as the whole. Zero has no ratio to anything.
        double base = measure == Measure.SLOWDOWN ? 100 : 0;
        double ratio = best + base > 0 && value + base > 0 ? (value + base) / (best + base) : Double.NaN;
        return new Cell(text, spread, Double.isNaN(ratio) ? "" : Unit.times(ratio), "");
    }
}
