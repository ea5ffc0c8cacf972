package dirtysim.reports;

import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Made-up runs whose query flush follows a given law over guest memory or over the live mappings of a generated workload. */
public final class ScalingSample {
    private static final long GIB = 1L << 30;

    private ScalingSample() {}

    /** One run; all else is as in {@link SampleResults}. */
    public static RunRecord run(String scheme, String trace, long ramBytes, long queryPs) {
        RunRecord like = SampleResults.run(scheme, trace);
        RunRecord.Costs costs = like.costs();
        LatencySummary query =
                new LatencySummary(3, 3 * queryPs, queryPs, queryPs, queryPs, queryPs, queryPs, queryPs, "");
        return new RunRecord(
                like.scenario().change().ramBytes(ramBytes).build(),
                like.migration(),
                like.rounds(),
                like.tracking(),
                like.guest(),
                new RunRecord.Costs(
                        costs.flushUnmap(),
                        query,
                        costs.copy(),
                        costs.mapTrap(),
                        costs.unmapTrap(),
                        costs.copyBytes(),
                        costs.breakdown()),
                like.hardware(),
                like.leaves(),
                like.hostCpuPs(),
                like.events(),
                like.stateHash(),
                like.notes());
    }

    /** The same run as if under another seed. */
    public static RunRecord withSeed(RunRecord run, long seed) {
        return SampleResults.withScenario(
                run, run.scenario().change().seed(seed).build());
    }

    /** A scheme over 16, 64, 256 and 1,024 GiB; the law takes GiB. */
    public static List<RunRecord> overMemory(String scheme, LongUnaryOperator law) {
        List<RunRecord> runs = new ArrayList<>();
        for (long gib : new long[] {1024, 16, 64, 256}) {
            runs.add(run(scheme, "generated:steady,live=100,dirty=5", gib * GIB, law.applyAsLong(gib)));
        }
        return runs;
    }

    /** A scheme over 100 to 10,000 live mappings in 64 GiB; the law takes mappings. */
    public static List<RunRecord> overLive(String scheme, LongUnaryOperator law) {
        List<RunRecord> runs = new ArrayList<>();
        for (long live : new long[] {100, 1000, 10_000}) {
            runs.add(run(scheme, "generated:steady,live=" + live + ",dirty=5", 64 * GIB, law.applyAsLong(live)));
        }
        return runs;
    }

    /** A scan that grows with memory, a walk over what is mapped, and one that costs always the same. */
    public static Results results() {
        List<RunRecord> runs = new ArrayList<>();
        runs.addAll(overMemory("nested-dbit", gib -> 600_000 * gib));
        runs.addAll(overMemory("shadow-dbit", gib -> 3_840_000));
        runs.addAll(overMemory("map-time", gib -> 60_000_000_000L));
        List<RunRecord> live = new ArrayList<>();
        live.addAll(overLive("nested-dbit", mappings -> 600_000 * 64));
        live.addAll(overLive("shadow-dbit", mappings -> 38_400 * mappings));
        live.addAll(overLive("map-time", mappings -> 60_000_000_000L));
        // The guest of 64 GiB with 100 mappings is a point of both.
        live.removeIf(run -> run.scenario().trace().contains("live=100,"));
        runs.addAll(live);
        return new Results("scale", "run --suite scale", runs);
    }
}
