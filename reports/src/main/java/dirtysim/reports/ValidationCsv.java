package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.text.Exact;
import java.util.List;

/** {@code validation.csv}: a row a check, whether it is met or not. */
public final class ValidationCsv {
    static final List<Column<Check>> COLUMNS = List.of(
            new Column<>("target", Check::target),
            new Column<>("quantity", Check::quantity),
            new Column<>("unit", Check::unit),
            new Column<>("expected", check -> Exact.plain(check.expected())),
            new Column<>("simulated", check -> Exact.plain(check.simulated())),
            new Column<>("tolerance", check -> Exact.plain(check.tolerance())),
            new Column<>("met", check -> Boolean.toString(check.met())));

    private ValidationCsv() {}

    /** The file's text. */
    public static String render(List<Check> checks) {
        return CsvTable.render(COLUMNS, checks);
    }
}
