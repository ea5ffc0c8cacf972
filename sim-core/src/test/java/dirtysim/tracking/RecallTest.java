package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.contract.RandomWorkloads;
import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheme that keeps its guarantee misses nothing that was written after tracking had started. */
class RecallTest {
    private static final long US = 1_000_000;
    private static final long IOVA = 0xffff_0000L;

    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit", "iommufd-dbit", "map-time", "dtt", "pinned", "emulated"})
    void aSoundSchemeMissesNothing(String scheme) {
        for (long seed = 1; seed <= 20; seed++) {
            RunRecord run = Simulation.run(
                    Scenarios.of(scheme, seed, 7), RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600));
            assertTrue(run.tracking().trueDirtyPages() > 50, "seed " + seed + " proves nothing");
            assertEquals(0, run.tracking().missedDirtyPages(), "seed " + seed);
            assertEquals(1, run.tracking().recall(), "seed " + seed);
        }
    }

    /** What is written before the scheme has finished clearing its state is sent by the bulk pass, and nobody's to report. */
    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit", "iommufd-dbit"})
    void writesWhileTrackingStartsAreNotMissed(String scheme) {
        WorkloadBuilder builder = new WorkloadBuilder("once", false);
        int device = builder.device("nic");
        for (int page = 0; page < 12_000; page++) {
            long iova = 0x1000_0000L + page * 4096L;
            builder.map(0, 0, device, Direction.TO_DEVICE, iova, new long[] {page * 4096L}, new int[] {1});
        }
        builder.map(0, 0, device, Direction.FROM_DEVICE, IOVA, new long[] {16_000 * 4096L}, new int[] {1});
        builder.map(0, 0, device, Direction.FROM_DEVICE, IOVA + 4096, new long[] {16_001 * 4096L}, new int[] {1});
        builder.beginBody(0);
        builder.unmap(2_100 * US, 0, device, IOVA, 1);
        builder.unmap(20_000 * US, 0, device, IOVA + 4096, 1);
        Workload workload = builder.build(1_000_000 * US);
        Scenario like = Scenarios.of(scheme, 1, 1);
        CostModel slowScan = Parameters.with(like.costs(), new TreeMap<>(Map.of("scan-per-pte-ns", "20")), "test");
        Scenario scenario = like.change()
                .scheme(scheme)
                .seed(1)
                .timeScale(1)
                .warmupMs(2)
                .cpuDirtyPagesPerSecond(0)
                .cpuWorkingSetBytes(0)
                .lazyUnderShadow(false)
                .costs(slowScan)
                .build();
        RunRecord run = Simulation.run(scenario, workload);
        assertEquals(2, run.guest().dmaWritePages(), "one while tracking starts, one later");
        assertEquals(0, run.tracking().lostPages());
        assertEquals(0, run.tracking().missedDirtyPages());
        assertEquals(1, run.tracking().recall());
    }
}
