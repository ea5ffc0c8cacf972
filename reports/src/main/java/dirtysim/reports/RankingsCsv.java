package dirtysim.reports;

import dirtysim.host.Parameters;
import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.sensitivity.Pairing;
import dirtysim.reports.sensitivity.Study;
import dirtysim.reports.sensitivity.Turn;
import dirtysim.reports.text.Exact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * {@code rankings.csv}: of every pair of sound schemes and every measure one row, and a further one for each parameter that
 * changes their order when it is moved alone. In the first row of a pair the fields from {@code parameter} on are empty.
 */
public final class RankingsCsv {
    /** A pair, and what changes its order; null in the pair's first row. */
    private record Row(Pairing pair, Turn turn) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("suite", row -> row.pair().study().suite()),
            new Column<>("scenario", row -> row.pair().study().scenario()),
            new Column<>("trace", row -> row.pair().study().trace()),
            new Column<>("measure", row -> row.pair().measure().id()),
            new Column<>("unit", row -> SensitivityCsv.unit(row.pair().measure().unit())),
            new Column<>("ahead", row -> row.pair().first()),
            new Column<>("behind", row -> row.pair().second()),
            new Column<>("level_at_base", row -> Boolean.toString(row.pair().level())),
            new Column<>("ahead_at_base", row -> value(row, row.pair().atFirst())),
            new Column<>("behind_at_base", row -> value(row, row.pair().atSecond())),
            new Column<>("samples", row -> Integer.toString(row.pair().samples())),
            new Column<>("kept_share", row -> share(row, row.pair().firstAhead())),
            new Column<>("reversed_share", row -> share(row, row.pair().secondAhead())),
            new Column<>("parameter", turn(turn -> turn.parameter().key())),
            new Column<>("status", turn(turn -> turn.parameter().status().name().toLowerCase(Locale.ROOT))),
            new Column<>("base_value", turn(turn -> Parameters.text(turn.parameter(), turn.base()))),
            new Column<>("moved_to", turn(turn -> Parameters.text(turn.parameter(), turn.end()))),
            new Column<>("ahead_there", turn(Turn::ahead)),
            new Column<>("turns_at", turn(turn -> Exact.decimals(turn.turnsAt(), 4))));

    private RankingsCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<Study> studies) {
        List<Row> rows = new ArrayList<>();
        for (Study study : studies) {
            for (Pairing pair : Pairing.of(study)) {
                rows.add(new Row(pair, null));
                pair.turns().forEach(turn -> rows.add(new Row(pair, turn)));
            }
        }
        return CsvTable.render(COLUMNS, rows);
    }

    private static String value(Row row, double value) {
        return SensitivityCsv.value(row.pair().measure().unit(), value);
    }

    private static String share(Row row, int count) {
        return Exact.decimals((double) count / row.pair().samples(), 4);
    }

    private static Function<Row, String> turn(Function<Turn, String> text) {
        return row -> row.turn() == null ? "" : text.apply(row.turn());
    }
}
