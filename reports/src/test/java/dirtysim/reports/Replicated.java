package dirtysim.reports;

import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One trace under three sound schemes and a lossy one, five seeds each; what differs with the seed is planted. */
final class Replicated {
    private static final String TRACE = "net-rx-strict";

    /**
     * False dirty pages by seed: those of shadow-dbit move as those of nested-dbit and are always 3 more, so that their
     * intervals overlap and their pairs do not; those of map-time are noise about the same mean.
     */
    private static final Map<String, long[]> FALSE_DIRTY = new TreeMap<>(Map.of(
            "nested-dbit", new long[] {100, 140, 120, 90, 130},
            "shadow-dbit", new long[] {103, 143, 123, 93, 133},
            "map-time", new long[] {130, 95, 125, 141, 98}));

    private Replicated() {}

    static List<RunRecord> runs() {
        List<RunRecord> runs = new ArrayList<>();
        for (String scheme : List.of("nested-dbit", "shadow-dbit", "map-time", "iova-log")) {
            for (int seed = 1; seed <= 5; seed++) {
                RunRecord run = SampleResults.run(scheme, TRACE, seed);
                long[] planted = FALSE_DIRTY.get(scheme);
                runs.add(planted == null ? losing(run, seed) : SampleResults.withFalseDirty(run, planted[seed - 1]));
            }
        }
        return runs;
    }

    /** The run with another host CPU time. */
    static RunRecord withHostCpu(RunRecord run, long hostCpuPs) {
        return new RunRecord(
                run.scenario(),
                run.migration(),
                run.rounds(),
                run.tracking(),
                run.guest(),
                run.costs(),
                run.hardware(),
                run.leaves(),
                hostCpuPs,
                run.events(),
                run.stateHash(),
                run.notes());
    }

    /** Pages are lost with two of the seeds, with the fourth most. */
    private static RunRecord losing(RunRecord run, int seed) {
        long lost = seed == 2 ? 1 : seed == 4 ? 9 : 0;
        RunRecord.Tracking was = run.tracking();
        return new RunRecord(
                run.scenario(),
                run.migration(),
                run.rounds(),
                new RunRecord.Tracking(
                        lost,
                        lost == 0 ? List.of() : List.of(17L),
                        lost == 0 ? List.of() : List.of("GFN 0x11 was written and forgotten"),
                        was.falseDirtyPages(),
                        was.dirtyPages(),
                        was.trueDirtyPages(),
                        was.missedDirtyPages()),
                run.guest(),
                run.costs(),
                run.hardware(),
                run.leaves(),
                run.hostCpuPs(),
                run.events(),
                run.stateHash(),
                run.notes());
    }
}
