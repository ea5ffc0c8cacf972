package dirtysim.reports.view;

import dirtysim.host.Capability;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.text.Exact;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A parameter of the model, or a capability of its IOMMU, as the runs used it.
 *
 * @param key its key, as given to {@code --set}
 * @param text what it stands for
 * @param used the value used, or all values where the runs differ
 * @param changed whether that is anything but the default
 * @param standard the default
 * @param range least and greatest plausible value, or the choices
 * @param unit unit of all of them
 * @param source where default and range come from
 * @param status {@code sourced}, {@code derived}, {@code assumption} or {@code capability}
 */
public record ParameterRow(
        String key,
        String text,
        String used,
        boolean changed,
        String standard,
        String range,
        String unit,
        String source,
        String status) {

    /** Whether the default is a guess that nobody has published. */
    public boolean isAssumption() {
        return status.equals("assumption");
    }

    static List<ParameterRow> of(List<RunRecord> runs) {
        List<double[]> used = runs.stream()
                .map(run -> run.scenario().costs())
                .distinct()
                .map(Parameters::values)
                .toList();
        List<ParameterRow> rows = new ArrayList<>();
        List<Parameter> declared = Parameters.declared();
        for (int i = 0; i < declared.size(); i++) {
            int at = i;
            Parameter parameter = declared.get(i);
            double[] values =
                    used.stream().mapToDouble(run -> run[at]).distinct().toArray();
            rows.add(new ParameterRow(
                    parameter.key(),
                    parameter.text(),
                    Arrays.stream(values)
                            .mapToObj(value -> text(parameter, value))
                            .collect(Collectors.joining(", ")),
                    Arrays.stream(values).anyMatch(value -> value != parameter.value()),
                    text(parameter, parameter.value()),
                    range(parameter),
                    parameter.unit(),
                    parameter.source(),
                    parameter.status().name().toLowerCase(Locale.ROOT)));
        }
        rows.addAll(capabilities(runs));
        return rows;
    }

    private static List<ParameterRow> capabilities(List<RunRecord> runs) {
        List<List<String>> used = runs.stream()
                .map(run -> run.scenario().capabilities())
                .distinct()
                .map(CapabilityKeys::values)
                .toList();
        List<ParameterRow> rows = new ArrayList<>();
        List<Capability> declared = CapabilityKeys.declared();
        for (int i = 0; i < declared.size(); i++) {
            int at = i;
            Capability capability = declared.get(i);
            List<String> values =
                    used.stream().map(run -> run.get(at)).distinct().toList();
            rows.add(new ParameterRow(
                    capability.key(),
                    capability.text(),
                    String.join(", ", values),
                    values.stream().anyMatch(value -> !value.equals(capability.value())),
                    capability.value(),
                    CapabilityKeys.range(capability).replace("..", " to "),
                    "",
                    capability.register() + "; " + capability.source(),
                    "capability"));
        }
        return rows;
    }

    private static String text(Parameter parameter, double value) {
        return parameter.choices().length > 0 ? Parameters.text(parameter, value) : Exact.plain(value);
    }

    private static String range(Parameter parameter) {
        return parameter.choices().length > 0
                ? String.join(", ", parameter.choices())
                : Exact.plain(parameter.min()) + " to " + Exact.plain(parameter.max());
    }
}
