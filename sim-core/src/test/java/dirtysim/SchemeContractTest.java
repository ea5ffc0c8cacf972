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

    /** Behind a vIOMMU a log of IOVAs loses what was written through mappings that are gone, and nothing else. */
    private static void assertExplained(RunRecord.Tracking tracking, String which) {
        assertEquals(tracking.lostSample().size(), tracking.lostReasons().size(), which);
        for (int n = 0; n < tracking.lostSample().size(); n++) {
            String reason = tracking.lostReasons().get(n);
            String gfn = "GFN 0x" + Long.toHexString(tracking.lostSample().get(n)) + " ";
            assertTrue(
                    reason.matches(
                            gfn + "was last written by [\\w-]+ (at [0-9.]+ ms|before the migration began), through IOVA"
                                    + " 0x[0-9a-f]+; the IOVA was torn down at [0-9.]+ ms and"
                                    + " (not used again|used again at [0-9.]+ ms)"),
                    which + ": " + reason);
        }
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
            assertExplained(run.tracking(), "seed " + seed);
        }
    }
}
