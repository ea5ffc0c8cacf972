package dirtysim.reports.sensitivity;

import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.scenario.RunRecord;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One point of the space of parameters at which a scenario is run, as the name of the run's scenario tells it:
 * {@code NAME/base}, {@code NAME/phase-3}, {@code NAME/iotlb-miss-ns=high}, {@code NAME/ats=on}, {@code NAME/sobol-017}.
 *
 * @param scenario name of the scenario in the suite file
 * @param kind which sort of point
 * @param parameter key of the parameter that is moved alone; empty otherwise
 * @param at to where: {@link #LOW}, {@link #HIGH}, or the word of a choice; empty otherwise
 * @param number number of the joint sample, from 0, or of the phase, from 1; 0 otherwise
 */
public record Point(String scenario, Kind kind, String parameter, String at, int number) {
    /** The least value of the parameter's range. */
    public static final String LOW = "low";

    /** The greatest value of the parameter's range. */
    public static final String HIGH = "high";

    private static final Set<String> KEYS =
            Parameters.declared().stream().map(Parameter::key).collect(Collectors.toUnmodifiableSet());
    private static final String BASE = "base";
    private static final String SOBOL = "sobol-";
    private static final String PHASE = "phase-";

    /** The sorts of points. */
    public enum Kind {
        /** Every parameter as suite, profile and command line say. */
        BASE,
        /** As the base, but the migration starts in another phase of the trace: what differs is chance. */
        PHASE,
        /** One parameter elsewhere, the others as in the base. */
        ALONE,
        /** All varied parameters elsewhere at once. */
        JOINT
    }

    /** The base of a scenario. */
    public static Point base(String scenario) {
        return new Point(scenario, Kind.BASE, "", "", 0);
    }

    /** One parameter moved alone. */
    public static Point alone(String scenario, String parameter, String at) {
        return new Point(scenario, Kind.ALONE, parameter, at, 0);
    }

    /** The base with the migration starting later. */
    public static Point phase(String scenario, int number) {
        return new Point(scenario, Kind.PHASE, "", "", number);
    }

    /** A joint sample. */
    public static Point joint(String scenario, int number) {
        return new Point(scenario, Kind.JOINT, "", "", number);
    }

    /** The name under which it is run. */
    public String name() {
        return scenario + "/"
                + switch (kind) {
                    case BASE -> BASE;
                    case PHASE -> PHASE + number;
                    case ALONE -> parameter + "=" + at;
                    case JOINT -> SOBOL + String.format(Locale.ROOT, "%03d", number);
                };
    }

    /** The point that a scenario's name tells; empty for a scenario of an ordinary suite. */
    public static Optional<Point> of(String name) {
        int slash = name.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String scenario = name.substring(0, slash);
        String point = name.substring(slash + 1);
        int equals = point.indexOf('=');
        if (point.equals(BASE)) {
            return Optional.of(base(scenario));
        }
        if (point.matches(PHASE + "[0-9]{1,9}")) {
            return Optional.of(phase(scenario, Integer.parseInt(point.substring(PHASE.length()))));
        }
        if (point.matches(SOBOL + "[0-9]{3,9}")) {
            return Optional.of(joint(scenario, Integer.parseInt(point.substring(SOBOL.length()))));
        }
        // A suite that varies a setting names its scenarios NAME/ram=2GiB; no setting has a parameter's key.
        return equals < 1 || !KEYS.contains(point.substring(0, equals))
                ? Optional.empty()
                : Optional.of(alone(scenario, point.substring(0, equals), point.substring(equals + 1)));
    }

    /** The runs without those at points other than a base: what is compared scheme by scheme. */
    public static List<RunRecord> withoutVaried(List<RunRecord> runs) {
        return runs.stream()
                .filter(run -> of(run.scenario().name())
                        .map(point -> point.kind() == Kind.BASE)
                        .orElse(true))
                .toList();
    }
}
