package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Workload;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme, on random guests, against the ground truth. */
class SchemeContractTest {
    private static final int SEEDS = 12;
    private static final double[] TIME_SCALES = {0.3, 1, 7};

    static Stream<String> soundSchemes() {
        return Schemes.all().stream().map(DirtyTracker::id).filter(id -> !LossySchemes.IDS.contains(id));
    }

    @ParameterizedTest
    @MethodSource("soundSchemes")
    void losesNothing(String scheme) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            for (double timeScale : TIME_SCALES) {
                for (boolean lazy : new boolean[] {false, true}) {
                    Workload workload = RandomWorkloads.make(seed, lazy, Scenarios.RAM_BYTES, 600);
                    Scenario scenario = Scenarios.of(scheme, seed, timeScale);
                    assertLossless(Simulation.run(scenario, workload), lazy);
                    if (lazy) {
                        assertLossless(Simulation.run(Scenarios.keepingLazy(scenario), workload), true);
                    }
                }
            }
        }
    }

    private static void assertLossless(RunRecord run, boolean lazy) {
        String which = run.scenario() + " lazy=" + lazy;
        assertEquals(List.of(), run.tracking().lostSample(), which);
        assertEquals(0, run.tracking().lostPages(), which);
        assertEquals(0, run.guest().dmaFaults(), "faults in " + which);
        boolean guestRuns = !run.scenario().scheme().equals("stop-copy");
        assertTrue(!guestRuns || run.guest().dmaWritePages() > 100, "too few writes to prove anything: " + which);
        assertTrue(run.guest().slowdown() > 0.999, run.guest().slowdown() + " in " + which);
    }

    static List<String> lossySchemes() {
        return LossySchemes.IDS;
    }

    @ParameterizedTest
    @MethodSource("lossySchemes")
    void losesPagesWhereMappingsAreTornDown(String scheme) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Workload workload = RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600);
            RunRecord run = Simulation.run(Scenarios.of(scheme, seed, 1), workload);
            assertTrue(run.tracking().lostPages() > 0, "seed " + seed);
            assertEquals(
                    Math.min(16, run.tracking().lostPages()),
                    run.tracking().lostSample().size(),
                    "seed " + seed);
        }
    }
}
