package dirtysim.reports.view;

import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of schemes by traces.
 *
 * @param head headings of the columns after the scheme
 * @param groups one group of rows a case
 */
public record Overview(List<String> head, List<Group> groups) {
    /**
     * @param trace the case
     * @param rows one a scheme
     */
    public record Group(String trace, List<Row> rows) {}

    /**
     * @param scheme id of the scheme
     * @param lost whether it lost pages here
     * @param cells one a column after the scheme
     */
    public record Row(String scheme, boolean lost, List<Cell> cells) {}

    /**
     * @param value the figure
     * @param relative the figure against the best sound scheme of the trace; empty where there is none
     * @param style class of the cell: {@code bad}, {@code best} or nothing
     */
    public record Cell(String value, String relative, String style) {}

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
                HEAD, comparison.cases().stream().map(c -> group(c, sound)).toList());
    }

    private static Group group(Case c, List<String> sound) {
        List<Row> rows = new ArrayList<>();
        c.runs().forEach((scheme, run) -> rows.add(row(scheme, run, c, sound)));
        return new Group(c.label(), rows);
    }

    private static Row row(String scheme, RunRecord run, Case c, List<String> sound) {
        boolean lost = run.tracking().lostPages() > 0;
        boolean converged = run.migration().converged();
        List<Cell> cells = List.of(
                plain(Unit.grouped(run.tracking().lostPages()), lost),
                plain(converged ? "yes" : "no", !converged),
                plain(Integer.toString(run.rounds().size()), false),
                relative(Measure.TOTAL, run, c, sound),
                relative(Measure.DOWNTIME, run, c, sound),
                relative(Measure.SLOWDOWN, run, c, sound),
                relative(Measure.FLUSH_UNMAP_TOTAL, run, c, sound),
                relative(Measure.FLUSH_QUERY_P50, run, c, sound),
                relative(Measure.COPY_P50, run, c, sound),
                plain(Unit.grouped(run.tracking().falseDirtyPages()), false),
                share(run.tracking().precision()),
                share(run.tracking().recall()));
        return new Row(scheme, lost, cells);
    }

    private static Cell plain(String text, boolean bad) {
        return new Cell(text, "", bad ? "bad" : "");
    }

    private static Cell share(double share) {
        return plain(Double.isFinite(share) ? Exact.decimals(share, 3) : "–", false);
    }

    private static Cell relative(Measure measure, RunRecord run, Case c, List<String> sound) {
        double value = measure.of(run);
        double best = c.best(measure, sound);
        String text = measure.unit().show(value);
        if (Double.isNaN(value) || Double.isNaN(best)) {
            return plain(text, false);
        }
        if (value == best && sound.contains(run.scenario().scheme())) {
            return new Cell(text, "best", "best");
        }
        // A slowdown is shown as what is added to 100 %, and compared as the whole. Zero has no ratio to anything.
        double base = measure == Measure.SLOWDOWN ? 100 : 0;
        double ratio = best + base > 0 && value + base > 0 ? (value + base) / (best + base) : Double.NaN;
        return new Cell(text, Double.isNaN(ratio) ? "" : Unit.times(ratio), "");
    }
}
