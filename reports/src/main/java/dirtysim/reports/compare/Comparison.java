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
    /** Everything of a scenario that must be equal for two runs to be comparable. */
    private record Key(
            String trace,
            long seed,
            long ramBytes,
            long linkBytesPerSecond,
            double downtimeLimitMs,
            double timeScale,
            double warmupMs,
            int maxRounds,
            double cpuDirtyPagesPerSecond,
            long cpuWorkingSetBytes,
            boolean lazyUnderShadow,
            CostModel costs,
            int repetition) {
        static Key of(Scenario s, int repetition) {
            return new Key(
                    s.trace(),
                    s.seed(),
                    s.ramBytes(),
                    s.linkBytesPerSecond(),
                    s.downtimeLimitMs(),
                    s.timeScale(),
                    s.warmupMs(),
                    s.maxRounds(),
                    s.cpuDirtyPagesPerSecond(),
                    s.cpuWorkingSetBytes(),
                    s.lazyUnderShadow(),
                    s.costs(),
                    repetition);
        }
    }

    /** Sorts runs into cases; a scheme that ran twice under equal conditions opens a further case. */
    public static Comparison of(List<RunRecord> runs) {
        LinkedHashSet<String> schemes = new LinkedHashSet<>();
        Map<Key, Map<String, RunRecord>> groups = new LinkedHashMap<>();
        for (RunRecord run : runs) {
            Scenario scenario = run.scenario();
            schemes.add(scenario.scheme());
            int repetition = 0;
            while (groups.computeIfAbsent(Key.of(scenario, repetition), key -> new LinkedHashMap<>())
                            .putIfAbsent(scenario.scheme(), run)
                    != null) {
                repetition++;
            }
        }
        return new Comparison(List.copyOf(schemes), label(groups));
    }

    /** How many cases a sentence is about, in words: "8 traces", or "16 cases" where a trace ran more than once. */
    public String caseWord(int count) {
        long traces =
                cases.stream().map(c -> c.any().scenario().trace()).distinct().count();
        String word = traces == cases.size() ? "trace" : "case";
        return count == 1 ? word : word + "s";
    }

    /** All runs of a scheme, in the order of the cases. */
    public List<RunRecord> runsOf(String scheme) {
        return cases.stream().flatMap(c -> c.of(scheme).stream()).toList();
    }

    /** The schemes that lost no page in any run: only they can be a reference for the others. */
    public List<String> soundSchemes() {
        return schemes.stream()
                .filter(scheme ->
                        runsOf(scheme).stream().allMatch(run -> run.tracking().lostPages() == 0))
                .toList();
    }

    private static List<Case> label(Map<Key, Map<String, RunRecord>> groups) {
        List<Case> cases = new ArrayList<>();
        groups.forEach((key, runs) -> {
            List<Key> siblings = groups.keySet().stream()
                    .filter(other -> other.trace().equals(key.trace()))
                    .toList();
            cases.add(new Case(key.trace() + distinction(key, siblings), runs));
        });
        return List.copyOf(cases);
    }

    private static String distinction(Key key, List<Key> siblings) {
        StringBuilder out = new StringBuilder();
        tell(out, siblings, Key::seed, "seed " + key.seed());
        tell(out, siblings, Key::ramBytes, Unit.BYTES.show(key.ramBytes()));
        tell(out, siblings, Key::linkBytesPerSecond, Exact.plain(key.linkBytesPerSecond() * 8 / 1e9) + " Gbit/s");
        tell(out, siblings, Key::downtimeLimitMs, "limit " + Exact.plain(key.downtimeLimitMs()) + " ms");
        tell(out, siblings, Key::timeScale, "time ×" + Exact.plain(key.timeScale()));
        tell(out, siblings, Key::warmupMs, "warm-up " + Exact.plain(key.warmupMs()) + " ms");
        tell(out, siblings, Key::maxRounds, "at most " + key.maxRounds() + " rounds");
        tell(
                out,
                siblings,
                Key::cpuDirtyPagesPerSecond,
                "CPU " + Exact.plain(key.cpuDirtyPagesPerSecond()) + " pages/s");
        tell(out, siblings, Key::cpuWorkingSetBytes, "working set " + Unit.BYTES.show(key.cpuWorkingSetBytes()));
        tell(out, siblings, Key::lazyUnderShadow, key.lazyUnderShadow() ? "kept lazy" : "made strict");
        List<CostModel> models = siblings.stream().map(Key::costs).distinct().toList();
        tell(out, siblings, Key::costs, "parameters " + (models.indexOf(key.costs()) + 1));
        tell(out, siblings, Key::repetition, "repetition " + (key.repetition() + 1));
        return out.toString();
    }

    private static void tell(StringBuilder out, List<Key> siblings, Function<Key, Object> part, String text) {
        if (siblings.stream().map(part).distinct().count() > 1) {
            out.append(" · ").append(text);
        }
    }
}
