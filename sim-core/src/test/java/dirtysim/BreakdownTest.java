package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.contract.RandomWorkloads;
import dirtysim.guest.Workload;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Elapsed;
import dirtysim.scenario.RunRecord.Spent;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The breakdown is of elapsed time, and nothing is lost: its parts are what the operations took, to the picosecond. */
class BreakdownTest {
    private static final long SEEDS = 4;

    @TestFactory
    List<DynamicTest> thePartsOfAnOperationAreItsElapsedTime() {
        List<DynamicTest> tests = new ArrayList<>();
        for (DirtyTracker scheme : Schemes.all()) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                for (boolean lazy : new boolean[] {false, true}) {
                    long s = seed;
                    tests.add(DynamicTest.dynamicTest(
                            scheme.id() + ", seed " + seed + (lazy ? ", lazy" : ""),
                            () -> check(scheme.id(), s, lazy)));
                }
            }
        }
        return tests;
    }

    private static void check(String scheme, long seed, boolean lazy) {
        Workload workload = RandomWorkloads.make(seed, lazy, Scenarios.RAM_BYTES, 1500);
        // Seven times faster than recorded, so that CPUs wait for each other's locks.
        RunRecord run = Simulation.run(Scenarios.of(scheme, seed, 7), workload);
        assertSum(run, run.costs().flushUnmap(), Elapsed::flushPs, "flush");
        assertSum(run, run.costs().flushQuery(), Elapsed::queryPs, "query");
        assertSum(run, run.costs().copy(), Elapsed::copyPs, "copy");
        assertSum(run, run.costs().mapTrap(), Elapsed::mapPs, "map");
        assertSum(run, run.costs().unmapTrap(), Elapsed::unmapPs, "unmap");
        long unmapOps = run.guest().unmapOps();
        assertTrue(scheme.equals("stop-copy") || run.costs().unmapTrap().count() > 0 || unmapOps == 0);
        assertEquals(
                run.hostCpuPs(),
                run.costs().breakdown().stream()
                        .filter(spent -> !spent.waiting())
                        .mapToLong(Spent::totalPs)
                        .sum());
    }

    private static void assertSum(RunRecord run, LatencySummary took, ToLongFunction<Elapsed> part, String operation) {
        assertEquals(
                took.totalPs(),
                run.costs().breakdown().stream()
                        .mapToLong(spent -> part.applyAsLong(spent.elapsed()))
                        .sum(),
                operation);
    }
}
