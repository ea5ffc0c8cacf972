package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that lost something, or have nothing in them: a result or one clear line, and never a standstill. */
class BrokenRecordingsTest {
    private static final long US = 1_000_000;
    private static final long IOVA = 0xffff_0000L;

    /** A lazy guest that maps an IOVA again although the recording holds no flush since its unmap. */
    @ParameterizedTest
    @ValueSource(strings = {"shadow-dbit", "map-time", "pinned", "nested-dbit"})
    void aFlushMayBeMissing(String scheme) {
        WorkloadBuilder builder = new WorkloadBuilder("no flush", true);
        int device = builder.device("nic");
        builder.beginBody(0);
        for (int n = 0; n < 50; n++) {
            long gpa = (1 + n) * 4096L;
            builder.map(n * 100 * US, n % 2, device, Direction.FROM_DEVICE, IOVA, new long[] {gpa}, new int[] {1});
            if (n % 3 != 0) {
                builder.unmap((n * 100 + 60) * US, 0, device, IOVA, 1);
            }
        }
        Workload workload = builder.build(5000 * US);
        Scenario scenario = Scenarios.keepingLazy(Scenarios.of(scheme, 1, 1));
        RunRecord run = Simulation.run(scenario, workload);
        assertTrue(run.guest().unmapOps() > 100);
        assertEquals(0, run.guest().dmaFaults());
        if (!scheme.equals("nested-dbit")) {
            assertEquals(0, run.tracking().lostPages(), scheme);
        }
    }

    @Test
    void anEmptyBodyIsBadInput() {
        WorkloadBuilder builder = new WorkloadBuilder("empty", false);
        builder.device("nic");
        Workload workload = builder.beginBody(7).build(7);
        InputException refused =
                assertThrows(InputException.class, () -> Simulation.run(Scenarios.of("nested-dbit", 1, 1), workload));
        assertTrue(refused.getMessage().startsWith("trace empty: "), refused.getMessage());
    }

    @Test
    void aBodyScaledToNothingIsBadInput() {
        WorkloadBuilder builder = new WorkloadBuilder("short", false);
        builder.device("nic");
        Workload workload = builder.beginBody(0).build(1000);
        assertThrows(InputException.class, () -> Simulation.run(Scenarios.of("nested-dbit", 1, 1e6), workload));
    }

    @ParameterizedTest
    @ValueSource(strings = {"shadow-dbit", "nested-dbit", "stop-copy"})
    void aRecordingWithoutDevicesIsBadInput(String scheme) {
        Workload workload = new WorkloadBuilder("nothing", false).beginBody(0).build(1000 * US);
        InputException refused =
                assertThrows(InputException.class, () -> Simulation.run(Scenarios.of(scheme, 1, 1), workload));
        assertTrue(refused.getMessage().startsWith("trace nothing: "), refused.getMessage());
    }
}
