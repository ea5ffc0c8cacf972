package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.statistics.Estimate;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * {@code means.csv}: a row a case, scheme and measure, with mean, standard deviation and 95 % confidence interval over the
 * replications. Of one run there is neither deviation nor interval, and the fields are empty; so is the mean where the measure
 * does not apply to one of the runs.
 */
public final class MeansCsv {
    private record Row(Scenario scenario, Measure measure, Estimate estimate) {
        String figure(ToDoubleFunction<Estimate> part) {
            return MeasureText.figure(measure, part.applyAsDouble(estimate));
        }
    }

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("suite", row -> row.scenario().suite()),
            new Column<>("scenario", row -> row.scenario().name()),
            new Column<>("scheme", row -> row.scenario().scheme()),
            new Column<>("trace", row -> row.scenario().trace()),
            new Column<>("measure", row -> row.measure().id()),
            new Column<>("unit", row -> MeasureText.unit(row.measure())),
            new Column<>("n", row -> Integer.toString(row.estimate().n())),
            new Column<>("mean", row -> row.figure(Estimate::mean)),
            new Column<>("sd", row -> row.figure(Estimate::sd)),
            new Column<>("ci_low", row -> row.figure(Estimate::low)),
            new Column<>("ci_high", row -> row.figure(Estimate::high)));

    private MeansCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<RunRecord> runs) {
        List<Row> rows = new ArrayList<>();
        for (Case c : Comparison.of(Point.withoutVaried(runs)).cases()) {
            c.runs().forEach((scheme, run) -> {
                for (Measure measure : Measure.values()) {
                    rows.add(new Row(run.scenario(), measure, c.estimate(measure, scheme)));
                }
            });
        }
        return CsvTable.render(COLUMNS, rows);
    }
}
