package dirtysim.reports.compare;

import dirtysim.host.CostModel;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
        List<Case> cases = new ArrayList<>();
        groups.forEach((key, runs) -> {
            List<Key> siblings = groups.keySet().stream()
                    .filter(other ->
                            other.conditions().trace().equals(key.conditions().trace()))
                    .toList();
            cases.add(new Case(key.conditions().trace() + distinction(key, siblings), runs));
        });
        return List.copyOf(cases);
    }

    private static String distinction(Key key, List<Key> sameTrace) {
        StringBuilder out = new StringBuilder();
        Scenario conditions = key.conditions();
        List<Scenario> siblings = sameTrace.stream().map(Key::conditions).toList();
        tell(out, siblings, Scenario::ramBytes, Unit.BYTES.show(conditions.ramBytes()));
        tell(
                out,
                siblings,
                Scenario::linkBytesPerSecond,
                Exact.plain(conditions.linkBytesPerSecond() * 8 / 1e9) + " Gbit/s");
        tell(out, siblings, Scenario::downtimeLimitMs, "limit " + Exact.plain(conditions.downtimeLimitMs()) + " ms");
        tell(out, siblings, Scenario::timeScale, "time ×" + Exact.plain(conditions.timeScale()));
        tell(out, siblings, Scenario::warmupMs, "warm-up " + Exact.plain(conditions.warmupMs()) + " ms");
        tell(out, siblings, Scenario::warmUpRule, conditions.warmUpRule().id() + " warm-up");
        tell(out, siblings, Scenario::maxRounds, "at most " + conditions.maxRounds() + " rounds");
        tell(
                out,
                siblings,
                Scenario::cpuDirtyPagesPerSecond,
                "CPU " + Exact.plain(conditions.cpuDirtyPagesPerSecond()) + " pages/s");
        tell(
                out,
                siblings,
                Scenario::cpuWorkingSetBytes,
                "working set " + Unit.BYTES.show(conditions.cpuWorkingSetBytes()));
        tell(out, siblings, Scenario::cpuWorkingSetAboveBytes, above(conditions));
        tell(out, siblings, Scenario::cpuBusyPages, conditions.cpuBusyPages() + " busy pages");
        tell(out, siblings, Scenario::zeroBytes, Unit.BYTES.show(conditions.zeroBytes()) + " of zeros");
        tell(out, siblings, Scenario::zeroFromBytes, Unit.BYTES.show(conditions.zeroFromBytes()) + " below the zeros");
        tell(out, siblings, Scenario::preCopy, conditions.preCopy().words());
        tell(out, siblings, Scenario::cpuPattern, "CPU writes " + conditions.cpuPattern());
        tell(out, siblings, Scenario::cpuOpenLoop, conditions.cpuOpenLoop() ? "open loop" : "closed loop");
        tell(
                out,
                siblings,
                Scenario::cpuLogging,
                "CPU log " + conditions.cpuLogging().words());
        tell(out, siblings, Scenario::lazyUnderShadow, conditions.lazyUnderShadow() ? "kept lazy" : "made strict");
        tell(out, siblings, Scenario::leaves, conditions.leaves().words());
        tell(
                out,
                siblings,
                Scenario::handOver,
                "hand-over by " + conditions.handOver().id());
        tell(out, siblings, Scenario::profile, conditions.profile().name());
        List<Scenario> likeHosts = siblings.stream()
                .filter(other -> other.profile().equals(conditions.profile()))
                .toList();
        List<CostModel> models =
                likeHosts.stream().map(Scenario::costs).distinct().toList();
        tell(out, likeHosts, Scenario::costs, "parameters " + (models.indexOf(conditions.costs()) + 1));
        tell(out, sameTrace, Key::repetition, "repetition " + (key.repetition() + 1));
        return out.toString();
    }

    private static String above(Scenario conditions) {
        return Unit.BYTES.show(conditions.cpuWorkingSetAboveBytes()) + " above the working set";
    }

    private static <T> void tell(StringBuilder out, List<T> siblings, Function<T, Object> part, String text) {
        if (siblings.stream().map(part).distinct().count() > 1) {
            out.append(" · ").append(text);
        }
    }
}
