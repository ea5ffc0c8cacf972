package dirtysim.reports;

import dirtysim.host.Capability;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.text.Exact;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code parameters.csv}: a row a parameter or capability of each scenario, in the order of the runs; several values where a
 * scenario's runs differ. It is what tells a reader of two sets of results which parameter changed between them.
 */
public final class ParametersCsv {
    private record Row(String scenario, String key, String value, String unit) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("scenario", Row::scenario),
            new Column<>("parameter", Row::key),
            new Column<>("value", Row::value),
            new Column<>("unit", Row::unit));

    private ParametersCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<RunRecord> runs) {
        Map<String, List<Scenario>> scenarios = runs.stream()
                .map(RunRecord::scenario)
                .collect(Collectors.groupingBy(Scenario::name, LinkedHashMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        scenarios.forEach((name, of) -> {
            List<Parameter> declared = Parameters.declared();
            List<double[]> values =
                    of.stream().map(s -> Parameters.values(s.costs())).toList();
            for (int n = 0; n < declared.size(); n++) {
                int place = n;
                Parameter parameter = declared.get(n);
                String text = distinct(values, used -> text(parameter, used[place]));
                rows.add(new Row(name, parameter.key(), text, parameter.unit()));
            }
            List<Capability> capabilities = CapabilityKeys.declared();
            List<List<String>> able = of.stream()
                    .map(s -> CapabilityKeys.values(s.capabilities()))
                    .toList();
            for (int n = 0; n < capabilities.size(); n++) {
                int place = n;
                rows.add(new Row(name, capabilities.get(n).key(), distinct(able, used -> used.get(place)), ""));
            }
        });
        return CsvTable.render(COLUMNS, rows);
    }

    private static <T> String distinct(List<T> of, Function<T, String> text) {
        return of.stream().map(text).distinct().collect(Collectors.joining(" "));
    }

    private static String text(Parameter parameter, double value) {
        return parameter.choices().length > 0 ? Parameters.text(parameter, value) : Exact.plain(value);
    }
}
