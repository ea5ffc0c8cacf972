package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.frontier.Frontier;
import dirtysim.scenario.RunRecord;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of the CSV files for a JSON document: the same names in the same order, and the same digits. Numbers and switches are
 * such, names are text whatever they look like, and what is empty or NaN in the CSV is null.
 */
public final class JsonRows {
    private static final Set<String> NAMES =
            Set.of("suite", "scenario", "scheme", "trace", "profile", "state_hash", "target", "quantity");

    private JsonRows() {}

    /** The rows of {@code results.csv}. */
    public static List<Map<String, Object>> results(List<RunRecord> runs) {
        return rows(ResultsCsv.COLUMNS, runs);
    }

    /** The rows of {@code frontier.csv}. */
    public static List<Map<String, Object>> frontiers(List<Frontier> frontiers) {
        return rows(FrontierCsv.COLUMNS, frontiers);
    }

    /** The rows of {@code validation.csv}. */
    public static List<Map<String, Object>> checks(List<Check> checks) {
        return rows(ValidationCsv.COLUMNS, checks);
    }

    private static <R> List<Map<String, Object>> rows(List<Column<R>> columns, List<R> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, Object> object = new LinkedHashMap<>();
                    columns.forEach(column -> object.put(
                            column.name(), value(column.name(), column.text().apply(row))));
                    return object;
                })
                .toList();
    }

    private static Object value(String name, String text) {
        if (NAMES.contains(name)) {
            return text;
        }
        if (text.isEmpty() || text.equals("NaN")) {
            return null;
        }
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }
}
