package dirtysim.reports.compare;

import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The runs of a suite, sorted into cases.
 *
 * @param schemes ids of the schemes in the order in which they first appear
 * @param cases the cases in the order in which they first appear
 */
public record Comparison(List<String> schemes, List<Case> cases) {
    /** What must be equal for two runs to be comparable. */
    private record Key(Scenario conditions, int repetition) {}

    /**
     * Sorts runs into cases: of one that differ in the seed alone, and in the start of the migration that it draws, are
     * replications. A scheme that ran twice under equal conditions and one seed opens a further case.
     */
    public static Comparison of(List<RunRecord> runs) {
        LinkedHashSet<String> schemes = new LinkedHashSet<>();
        Map<Key, Map<String, List<RunRecord>>> groups = new LinkedHashMap<>();
        for (RunRecord run : runs) {
            Scenario scenario = run.scenario();
            schemes.add(scenario.scheme());
            Scenario conditions = scenario.replicated();
            int repetition = 0;
            while (!add(
                    groups.computeIfAbsent(new Key(conditions, repetition), key -> new LinkedHashMap<>())
                            .computeIfAbsent(scenario.scheme(), scheme -> new ArrayList<>()),
                    run)) {
                repetition++;
            }
        }
        return new Comparison(List.copyOf(schemes), label(groups));
    }

    private static boolean add(List<RunRecord> replications, RunRecord run) {
        long seed = run.scenario().seed();
        return replications.stream().noneMatch(other -> other.scenario().seed() == seed) && replications.add(run);
    }

    /** Whether a scheme ran under more than one seed. */
    public boolean replicated() {
        return cases.stream().anyMatch(c -> c.seeds() > 1);
    }

    /** How many cases a sentence is about, in words: "8 traces", or "16 cases" where a trace ran more than once. */
    public String caseWord(int count) {
        long traces =
                cases.stream().map(c -> c.any().scenario().trace()).distinct().count();
        String word = traces == cases.size() ? "trace" : "case";
        return count == 1 ? word : word + "s";
    }

    /** All runs of a scheme, in the order of the cases, replications included. */
    public List<RunRecord> runsOf(String scheme) {
        return cases.stream().flatMap(c -> c.all(scheme).stream()).toList();
    }

    /** The schemes that lost no page in any run: only they can be a reference for the others. */
    public List<String> soundSchemes() {
        return schemes.stream()
                .filter(scheme ->
                        runsOf(scheme).stream().allMatch(run -> run.tracking().lostPages() == 0))
                .toList();
    }

    private static List<Case> label(Map<Key, Map<String, List<RunRecord>>> groups) {
        Map<String, CaseLabels> labels = new LinkedHashMap<>();
        groups.keySet()
                .forEach(key -> labels.computeIfAbsent(key.conditions().trace(), trace -> new CaseLabels())
                        .add(key.conditions(), key.repetition()));
        List<Case> cases = new ArrayList<>();
        groups.forEach((key, runs) -> {
            String trace = key.conditions().trace();
            cases.add(new Case(trace + labels.get(trace).of(key.conditions(), key.repetition()), runs));
        });
        return List.copyOf(cases);
    }
}
