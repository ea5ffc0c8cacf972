package dirtysim.reports.view;

import dirtysim.host.Capability;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.HostProfile;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.text.Exact;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
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
 * @param changed whether that is anything but what the run's host profile, or else the default, says
 * @param range least and greatest plausible value, or the choices
 * @param unit unit of all of them
 * @param origins what the profiles say, or else the default; more than one where the runs' profiles disagree
 */
public record ParameterRow(
        String key, String text, String used, boolean changed, String range, String unit, List<Origin> origins) {

    /**
     * A value with its source.
     *
     * @param profile the host profile that gives it; empty for the default
     * @param value the value
     * @param source where it comes from
     * @param status {@code sourced}, {@code derived}, {@code measured}, {@code assumption} or {@code capability}
     */
    public record Origin(String profile, String value, String source, String status) {
        /** Whether the value is a guess that nobody has published. */
        public boolean isAssumption() {
            return status.equals("assumption");
        }
    }

    static List<ParameterRow> of(List<RunRecord> runs) {
        List<Scenario> scenarios = runs.stream().map(RunRecord::scenario).toList();
        List<double[]> used =
                scenarios.stream().map(s -> Parameters.values(s.costs())).toList();
        List<HostProfile> profiles = scenarios.stream().map(Scenario::profile).toList();
        List<ParameterRow> rows = new ArrayList<>();
        List<Parameter> declared = Parameters.declared();
        for (int i = 0; i < declared.size(); i++) {
            int at = i;
            double[] values = used.stream().mapToDouble(run -> run[at]).toArray();
            rows.add(row(declared.get(i), values, profiles));
        }
        rows.addAll(capabilities(scenarios));
        return rows;
    }

    /** Values and profiles are those of the runs, in their order. */
    private static ParameterRow row(Parameter parameter, double[] values, List<HostProfile> profiles) {
        boolean changed = false;
        for (int run = 0; run < values.length; run++) {
            double expected = profiles.get(run)
                    .value(parameter.key())
                    .map(HostProfile.Value::value)
                    .orElse(parameter.value());
            changed |= values[run] != expected;
        }
        return new ParameterRow(
                parameter.key(),
                parameter.text(),
                Arrays.stream(values)
                        .distinct()
                        .mapToObj(value -> text(parameter, value))
                        .collect(Collectors.joining(", ")),
                changed,
                range(parameter),
                parameter.unit(),
                profiles.stream()
                        .map(profile -> origin(parameter, profile))
                        .distinct()
                        .toList());
    }

    private static Origin origin(Parameter parameter, HostProfile profile) {
        return profile.value(parameter.key())
                .map(given -> new Origin(
                        profile.name(),
                        text(parameter, given.value()),
                        given.source(),
                        given.status().name().toLowerCase(Locale.ROOT)))
                .orElseGet(() -> new Origin(
                        "",
                        text(parameter, parameter.value()),
                        parameter.source(),
                        parameter.status().name().toLowerCase(Locale.ROOT)));
    }

    /** No host profile gives a capability, so each has one origin, its default. */
    private static List<ParameterRow> capabilities(List<Scenario> scenarios) {
        List<List<String>> used = scenarios.stream()
                .map(Scenario::capabilities)
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
                    CapabilityKeys.range(capability).replace("..", " to "),
                    "",
                    List.of(new Origin(
                            "",
                            capability.value(),
                            capability.register() + "; " + capability.source(),
                            "capability"))));
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
