package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.history.Change;
import dirtysim.reports.history.History;
import dirtysim.reports.history.Series;
import dirtysim.reports.text.Exact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * {@code history.csv}: a row a kind of run, measure and directory. The last columns are empty but at a change point, where {@code
 * change} is how it was found: {@code exact} or {@code segmentation}.
 */
public final class HistoryCsv {
    private record Row(History history, Series series, int place) {
        String value() {
            return MeasureText.figure(series.measure(), series.values()[place]);
        }

        String ofChange(Function<Change, String> text) {
            return series.at(place).map(text).orElse("");
        }
    }

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("suite", row -> row.history().suite()),
            new Column<>("scenario", row -> row.series().key().scenario()),
            new Column<>("trace", row -> row.series().key().trace()),
            new Column<>("scheme", row -> row.series().key().scheme()),
            new Column<>("measure", row -> row.series().measure().id()),
            new Column<>("unit", row -> MeasureText.unit(row.series().measure())),
            new Column<>("position", row -> Integer.toString(row.place() + 1)),
            new Column<>("directory", row -> row.history().directories().get(row.place())),
            new Column<>("value", Row::value),
            new Column<>("change", row -> row.ofChange(Change::method)),
            new Column<>(
                    "level_before",
                    row -> row.ofChange(
                            change -> MeasureText.figure(row.series().measure(), change.before()))),
            new Column<>(
                    "level_after",
                    row -> row.ofChange(
                            change -> MeasureText.figure(row.series().measure(), change.after()))),
            new Column<>("change_percent", row -> row.ofChange(change -> Exact.decimals(change.percent(), 3))),
            new Column<>("p", row -> row.ofChange(change -> Exact.decimals(change.p(), 3))),
            new Column<>(
                    "scenario_changed", row -> row.ofChange(change -> Boolean.toString(change.scenarioChanged()))));

    private HistoryCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(History history) {
        List<Row> rows = new ArrayList<>();
        for (Series series : history.series()) {
            for (int place = 0; place < series.values().length; place++) {
                if (!Double.isNaN(series.values()[place])) {
                    rows.add(new Row(history, series, place));
                }
            }
        }
        return CsvTable.render(COLUMNS, rows);
    }
}
