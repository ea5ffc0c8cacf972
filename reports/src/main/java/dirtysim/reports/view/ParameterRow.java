package dirtysim.reports.view;

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
 * A parameter of the model as the runs used it.
 *
 * @param key its key, as given to {@code --set}
 * @param text what it stands for
 * @param used the value used, or all values where the runs differ
 * @param changed whether that is anything but what the run's host profile, or else the default, says
 * @param range least and greatest plausible value
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
     * @param status {@code sourced}, {@code derived}, {@code measured} or {@code assumption}
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
                Arrays.stream(values).distinct().mapToObj(value -> text(value)).collect(Collectors.joining(", ")),
                changed,
                Exact.plain(parameter.min()) + " to " + Exact.plain(parameter.max()),
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
                        text(given.value()),
                        given.source(),
                        given.status().name().toLowerCase(Locale.ROOT)))
                .orElseGet(() -> new Origin(
                        "",
                        text(parameter.value()),
                        parameter.source(),
                        parameter.status().name().toLowerCase(Locale.ROOT)));
    }

    private static String text(double value) {
        return Exact.plain(value);
    }
}
