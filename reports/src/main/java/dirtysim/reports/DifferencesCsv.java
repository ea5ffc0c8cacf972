package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.statistics.PairedDifference;
import dirtysim.reports.text.Exact;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code differences.csv}: a row a case, measure and pair of schemes that ran under at least two seeds in common, with the mean of
 * a - b over these and its interval. The intervals of one case and measure hold together with 95 % confidence; the column
 * {@code confidence} is that of each. Without
 * replications there is the header alone. Lost pages are no question of an interval, one is too many, and are left out.
 */
public final class DifferencesCsv {
    private record Row(Scenario scenario, Measure measure, PairedDifference difference) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("suite", row -> row.scenario().suite()),
            new Column<>("scenario", row -> row.scenario().name()),
            new Column<>("measure", row -> row.measure().id()),
            new Column<>("unit", row -> MeasureText.unit(row.measure())),
            new Column<>("scheme_a", row -> row.difference().a()),
            new Column<>("scheme_b", row -> row.difference().b()),
            new Column<>("trace", row -> row.scenario().trace()),
            new Column<>(
                    "n", row -> Integer.toString(row.difference().estimate().n())),
            new Column<>(
                    "mean_difference",
                    row -> figure(row, row.difference().estimate().mean())),
            new Column<>(
                    "ci_low", row -> figure(row, row.difference().estimate().low())),
            new Column<>(
                    "ci_high", row -> figure(row, row.difference().estimate().high())),
            new Column<>("confidence", row -> Exact.decimals(row.difference().confidence(), 6)),
            new Column<>("verdict", row -> row.difference().verdict().word()));

    private DifferencesCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<RunRecord> runs) {
        List<Row> rows = new ArrayList<>();
        for (Case c : Comparison.of(Point.withoutVaried(runs)).cases()) {
            for (Measure measure : Measure.values()) {
                if (measure != Measure.LOST) {
                    c.differences(measure)
                            .pairs()
                            .forEach(pair -> rows.add(new Row(c.any().scenario(), measure, pair)));
                }
            }
        }
        return CsvTable.render(COLUMNS, rows);
    }

    private static String figure(Row row, double value) {
        return MeasureText.figure(row.measure(), value);
    }
}
