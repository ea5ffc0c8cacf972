package dirtysim.reports.sensitivity;

import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * All runs of one scenario on one trace, by scheme and by point. Schemes whose base run is missing are left out; any other
 * run may be missing, for a run that failed leaves no record.
 *
 * @param suite name of the suite
 * @param scenario name of the scenario in the suite file
 * @param trace name of the trace
 * @param parameters those that were moved, in the order of their declaration
 * @param schemes the runs by scheme, in the order in which the schemes first appear
 */
public record Study(
        String suite, String scenario, String trace, List<Parameter> parameters, Map<String, Runs> schemes) {
    /**
     * The runs of a scheme.
     *
     * @param base all parameters as they were given
     * @param alone by the parameter that was moved and by where to
     * @param joint by the number of the sample
     * @param phases the base again by the number of the phase in which it started
     */
    public record Runs(
            RunRecord base,
            Map<String, Map<String, RunRecord>> alone,
            Map<Integer, RunRecord> joint,
            Map<Integer, RunRecord> phases) {
        /** The run with one parameter moved; the base where it stands there already, null where that run is missing. */
        RunRecord at(Parameter parameter, double value) {
            if (valueOf(parameter, base) == value) {
                return base;
            }
            return alone.getOrDefault(parameter.key(), Map.of()).get(nameOf(parameter, value));
        }

        /** How many runs there are. */
        int count() {
            return all().size();
        }

        private List<RunRecord> all() {
            List<RunRecord> all = new ArrayList<>(List.of(base));
            alone.values().forEach(ends -> all.addAll(ends.values()));
            all.addAll(joint.values());
            all.addAll(phases.values());
            return all;
        }
    }

    private static final class Gathering {
        private RunRecord base;
        private final Map<String, Map<String, RunRecord>> alone = new LinkedHashMap<>();
        private final Map<Integer, RunRecord> joint = new TreeMap<>();
        private final Map<Integer, RunRecord> phases = new TreeMap<>();

        void add(Point point, RunRecord run) {
            switch (point.kind()) {
                case BASE -> base = run;
                case ALONE ->
                    alone.computeIfAbsent(point.parameter(), key -> new LinkedHashMap<>())
                            .put(point.at(), run);
                case JOINT -> joint.put(point.number(), run);
                case PHASE -> phases.put(point.number(), run);
            }
        }
    }

    private record Key(String suite, String scenario, String trace, long seed) {}

    /** Every study that the runs hold, in the order in which they first appear; none for an ordinary suite. */
    public static List<Study> of(List<RunRecord> runs) {
        Map<Key, Map<String, Gathering>> gathered = new LinkedHashMap<>();
        for (RunRecord run : runs) {
            Point.of(run.scenario().name())
                    .ifPresent(point -> gathered.computeIfAbsent(key(point, run), key -> new LinkedHashMap<>())
                            .computeIfAbsent(run.scenario().scheme(), scheme -> new Gathering())
                            .add(point, run));
        }
        List<Study> studies = new ArrayList<>();
        gathered.forEach((key, schemes) -> {
            Map<String, Runs> complete = new LinkedHashMap<>();
            schemes.forEach((scheme, its) -> {
                if (its.base != null) {
                    complete.put(scheme, new Runs(its.base, its.alone, its.joint, its.phases));
                }
            });
            if (!complete.isEmpty()) {
                studies.add(new Study(key.suite(), key.scenario(), key.trace(), moved(complete), complete));
            }
        });
        return studies;
    }

    private static Key key(Point point, RunRecord run) {
        return new Key(
                run.scenario().suite(),
                point.scenario(),
                run.scenario().trace(),
                run.scenario().seed());
    }

    private static List<Parameter> moved(Map<String, Runs> schemes) {
        Set<String> keys = new LinkedHashSet<>();
        schemes.values().forEach(runs -> keys.addAll(runs.alone().keySet()));
        return Parameters.declared().stream()
                .filter(parameter -> keys.contains(parameter.key()))
                .toList();
    }

    /** Schemes that lost no page at any point, in their order: only they are compared. */
    public List<String> sound() {
        return schemes.keySet().stream().filter(scheme -> losing(scheme) == 0).toList();
    }

    /** How many runs of a scheme lost pages. */
    public int losing(String scheme) {
        int losing = 0;
        for (RunRecord run : schemes.get(scheme).all()) {
            losing += run.tracking().lostPages() > 0 ? 1 : 0;
        }
        return losing;
    }

    /** Numbers of the joint samples that ended well for every sound scheme, ascending. */
    List<Integer> samples() {
        Set<Integer> numbers = null;
        for (String scheme : sound()) {
            Set<Integer> its = schemes.get(scheme).joint().keySet();
            if (numbers == null) {
                numbers = new LinkedHashSet<>(its);
            } else {
                numbers.retainAll(its);
            }
        }
        return numbers == null ? List.of() : List.copyOf(numbers);
    }

    /** The values to which a parameter was moved alone, or where it stands at the base: the ends of its range, or all choices. */
    public static double[] ends(Parameter parameter) {
        if (parameter.choices().length == 0) {
            return new double[] {parameter.min(), parameter.max()};
        }
        double[] all = new double[parameter.choices().length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return all;
    }

    /** What the name of a point calls a value to which a parameter is moved alone. */
    public static String nameOf(Parameter parameter, double value) {
        if (parameter.choices().length > 0) {
            return Parameters.text(parameter, value);
        }
        return value == parameter.min() ? Point.LOW : Point.HIGH;
    }

    /** The value of a parameter in a run. */
    static double valueOf(Parameter parameter, RunRecord run) {
        List<Parameter> declared = Parameters.declared();
        double[] values = Parameters.values(run.scenario().costs());
        for (int i = 0; i < values.length; i++) {
            if (declared.get(i).key().equals(parameter.key())) {
                return values[i];
            }
        }
        throw new IllegalArgumentException("no parameter of the model: " + parameter.key());
    }
}
