package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.contract.RandomWorkloads;
import dirtysim.contract.SchemeContract;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.HandOver;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every scheme, on random guests, against the ground truth. */
class SchemeContractTest {
    private static final int SEEDS = 12;
    private static final int PATH_SEEDS = 4;
    /** What stop-copy hands over, nobody asks. */
    private static final List<String> HAND_OVER_IN_PLACE =
            List.of("iommufd-dbit", "device-log", "emulated", "dtt", "stop-copy");

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

    static Stream<Arguments> soundSchemesByPath() {
        return Stream.of(HandOver.values()).flatMap(path -> soundSchemes().map(scheme -> Arguments.of(scheme, path)));
    }

    /** A chunk of the migration region is 2 MiB of guest memory here, so a hand-over has 32. */
    @ParameterizedTest
    @MethodSource("soundSchemesByPath")
    void losesNothingOnAnyPath(String scheme, HandOver path) {
        for (long seed = 1; seed <= PATH_SEEDS; seed++) {
            for (boolean lazy : new boolean[] {false, true}) {
                Workload workload = RandomWorkloads.make(seed, lazy, Scenarios.RAM_BYTES, 600);
                Scenario scenario = onPath(scheme, seed, path);
                RunRecord run = Simulation.run(scenario, workload);
                assertLossless(run, lazy);
                boolean apart = run.notes().stream().anyMatch(note -> note.startsWith("hand-over by"));
                assertEquals(path != HandOver.COPY && HAND_OVER_IN_PLACE.contains(scheme), apart, run.toString());
                if (lazy) {
                    assertLossless(Simulation.run(Scenarios.keepingLazy(scenario), workload), true);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(HandOver.class)
    void noPathHidesALoss(HandOver path) {
        for (String scheme : LossySchemes.IDS) {
            for (long seed = 1; seed <= PATH_SEEDS; seed++) {
                Workload workload = RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600);
                RunRecord run = Simulation.run(onPath(scheme, seed, path), workload);
                assertTrue(run.tracking().lostPages() > 0, scheme + ", seed " + seed);
            }
        }
    }

    private static Scenario onPath(String scheme, long seed, HandOver path) {
        Scenario scenario = Scenarios.changed(Scenarios.of(scheme, seed, 1), "region-chunk-bytes", "64");
        return scenario.change().handOver(path).build();
    }

    static List<String> hardware() {
        return SchemeContract.HARDWARE;
    }

    /** Hardware of other kinds, and small enough caches for everything in them to happen. */
    @ParameterizedTest
    @MethodSource("hardware")
    void losesNothingOnOtherHardware(String hardware) {
        String[] changes = hardware.split("[=,]");
        for (String scheme : soundSchemes().toList()) {
            for (long seed = 1; seed <= 3; seed++) {
                boolean lazy = seed % 2 == 0;
                Workload workload = RandomWorkloads.make(seed, lazy, Scenarios.RAM_BYTES, 600);
                Scenario scenario = Scenarios.changed(Scenarios.of(scheme, seed, 1), changes);
                RunRecord run = Simulation.run(scenario, workload);
                assertLossless(run, lazy);
                if (scheme.equals("nested-dbit")) {
                    assertEquals(0, run.tracking().missedDirtyPages(), hardware + ", seed " + seed);
                }
            }
        }
    }

    /** Whoever gets a lock next, and whatever a sync asks first. */
    @ParameterizedTest
    @CsvSource({
        "fifo,cpus-first",
        "lifo,devices-first",
        "lifo,cpus-first",
        "random,devices-first",
        "random,cpus-first",
    })
    void losesNothingInAnyOrder(String lockOrder, String syncOrder) {
        int differing = 0;
        for (String scheme : soundSchemes().toList()) {
            for (long seed = 1; seed <= 4; seed++) {
                boolean lazy = seed % 2 == 0;
                Workload workload = RandomWorkloads.make(seed, lazy, Scenarios.RAM_BYTES, 600);
                Scenario usual = Scenarios.of(scheme, seed, 7);
                Scenario scenario = Scenarios.changed(usual, "lock-order", lockOrder, "sync-order", syncOrder);
                RunRecord run = Simulation.run(scenario, workload);
                assertLossless(run, lazy);
                assertEquals(
                        run.stateHash(), Simulation.run(scenario, workload).stateHash(), "deterministic, seed " + seed);
                differing += run.stateHash() == Simulation.run(usual, workload).stateHash() ? 0 : 1;
            }
        }
        assertTrue(differing > 0, "no run was any different");
    }

    @ParameterizedTest
    @CsvSource({"nested-dbit,first-stage-levels", "shadow-dbit,second-stage-levels"})
    void anIovaBeyondTheTablesIsBadInput(String scheme, String parameter) {
        WorkloadBuilder builder = new WorkloadBuilder("wide", false);
        int device = builder.device("nic");
        builder.beginBody(0);
        builder.map(0, 0, device, Direction.FROM_DEVICE, 1L << 50, new long[] {0x1000}, new int[] {1});
        builder.unmap(1_000_000_000L, 0, device, 1L << 50, 1);
        Workload workload = builder.build(2_000_000_000L);
        Scenario scenario = Scenarios.of(scheme, 1, 1);
        InputException refused = assertThrows(InputException.class, () -> Simulation.run(scenario, workload));
        assertEquals(
                "trace wide: it maps IOVA 0x4000000000000, beyond tables of 4 levels; give more " + parameter,
                refused.getMessage());
        assertLosslessOnOneWrite(Simulation.run(Scenarios.changed(scenario, parameter, "5"), workload));
    }

    private static void assertLosslessOnOneWrite(RunRecord run) {
        assertEquals(0, run.tracking().lostPages());
        assertEquals(0, run.guest().dmaFaults());
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
