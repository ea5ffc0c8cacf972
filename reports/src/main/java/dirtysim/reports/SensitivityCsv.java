package dirtysim.reports;

import dirtysim.host.Parameters;
import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.sensitivity.Effect;
import dirtysim.reports.sensitivity.Study;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.List;
import java.util.Locale;

/**
 * {@code sensitivity.csv}: a row a scheme, measure and parameter of every study. Times are in nanoseconds; a field is empty
 * where it does not apply.
 */
public final class SensitivityCsv {
    private static final List<Column<Effect>> COLUMNS = List.of(
            new Column<>("suite", effect -> effect.study().suite()),
            new Column<>("scenario", effect -> effect.study().scenario()),
            new Column<>("trace", effect -> effect.study().trace()),
            new Column<>("scheme", Effect::scheme),
            new Column<>("measure", effect -> effect.measure().id()),
            new Column<>("unit", effect -> unit(effect.measure().unit())),
            new Column<>("parameter", effect -> effect.parameter().key()),
            new Column<>("status", effect -> effect.parameter().status().name().toLowerCase(Locale.ROOT)),
            new Column<>("low", effect -> Parameters.text(effect.parameter(), effect.low())),
            new Column<>("high", effect -> Parameters.text(effect.parameter(), effect.high())),
            new Column<>("at_base", effect -> value(effect.measure().unit(), effect.atBase())),
            new Column<>("at_low", effect -> value(effect.measure().unit(), effect.atLow())),
            new Column<>("at_high", effect -> value(effect.measure().unit(), effect.atHigh())),
            new Column<>("swing", effect -> Exact.decimals(effect.swing(), 6)),
            new Column<>("chance", effect -> value(effect.measure().unit(), effect.chance())),
            new Column<>("rank_correlation", effect -> Exact.decimals(effect.correlation(), 4)));

    private SensitivityCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<Study> studies) {
        return CsvTable.render(
                COLUMNS,
                studies.stream().flatMap(study -> Effect.of(study).stream()).toList());
    }

    static String unit(Unit unit) {
        return switch (unit) {
            case TIME -> "ns";
            case BYTES -> "bytes";
            case COUNT -> "pages";
            case PERCENT -> "%";
            case RATE -> "bit/s";
            case FACTOR -> "times";
        };
    }

    static String value(Unit unit, double value) {
        return switch (unit) {
            case TIME -> Exact.decimals(value / 1_000, 3);
            case BYTES, COUNT -> Exact.decimals(value, 0);
            case PERCENT, RATE, FACTOR -> Exact.decimals(value, 6);
        };
    }
}
