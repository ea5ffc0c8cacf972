package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.validation.NvmeLoop.Inputs;
import dirtysim.validation.NvmeLoop.Job;
import dirtysim.validation.NvmeLoop.Mapping;
import dirtysim.validation.NvmeLoop.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NvmeLoopTest {
    private static final CostModel COSTS = CostModel.defaults();
    private static final Job ONE_PAGE = new Job(1, 32, 1, 1, true);
    private static final Job SEGMENTED = new Job(4, 8, 16, 4, false);

    /** A drive that costs nothing: what limits is the CPU, or the request queue that all CPUs share. */
    private static final Inputs FAST = new Inputs(0, 1000, 500, 100);

    private static double exitNs() {
        return COSTS.vmmExitPs() / 1000.0;
    }

    private static double intervalNs(Mapping mapping, Job job, Inputs inputs) {
        return new NvmeLoop(COSTS, mapping, job, inputs).run(5_000).intervalNs();
    }

    @Test
    void withoutAViommuDriveOrCpuLimits() {
        assertEquals(2000, intervalNs(Mapping.NONE, ONE_PAGE, new Inputs(2000, 1000, 0, 0)), 1);
        assertEquals(3000, intervalNs(Mapping.NONE, ONE_PAGE, new Inputs(2000, 3000, 0, 0)), 15);
    }

    @Test
    void latencyIsWhatIsUnderWayTimesTheInterval() {
        Result result = new NvmeLoop(COSTS, Mapping.STRICT, ONE_PAGE, FAST).run(5_000);
        assertEquals(32 * result.intervalNs(), result.latencyNs(), result.latencyNs() * 0.01);
    }

    @Test
    void aStrictIoPaysTwoKicksAndALazyOneOne() {
        double map = exitNs() + 500 + 100 + COSTS.ioctlNs() + COSTS.pinPageNs() + COSTS.mapNs();
        double unmap = exitNs() + 500 + COSTS.ioctlNs() + COSTS.unmapNs() + COSTS.invalidateNs();
        assertEquals(1000 + map + unmap, intervalNs(Mapping.STRICT, ONE_PAGE, FAST), 50);
        double queued = 500 + COSTS.unmapNs() + COSTS.invalidateNs();
        assertEquals(1000 + map + queued, intervalNs(Mapping.LAZY, ONE_PAGE, FAST), 60);
    }

    @Test
    void batchingSavesAKickForEachSegmentButTheFirst() {
        double saved =
                intervalNs(Mapping.STRICT, SEGMENTED, FAST) - intervalNs(Mapping.STRICT_BATCHED, SEGMENTED, FAST);
        double perSegment = exitNs() + COSTS.mapNs() - COSTS.mapPerPteNs();
        assertEquals(3 * perSegment, saved, 0.02 * saved);
        assertEquals(
                intervalNs(Mapping.STRICT, ONE_PAGE, FAST), intervalNs(Mapping.STRICT_BATCHED, ONE_PAGE, FAST), 1e-6);
    }

    @Test
    void cpusShareTheRequestQueue() {
        double few = intervalNs(Mapping.STRICT, new Job(2, 8, 16, 4, false), FAST);
        assertEquals(few, intervalNs(Mapping.STRICT, new Job(8, 8, 16, 4, false), FAST), 0.01 * few);
        double narrow = intervalNs(Mapping.STRICT, new Job(1, 8, 16, 4, false), FAST);
        assertTrue(narrow > few + 900, narrow + " and " + few);
    }

    @ParameterizedTest
    @EnumSource(Mapping.class)
    void theDriveFindsEveryPageMapped(Mapping mapping) {
        NvmeLoop loop = new NvmeLoop(COSTS, mapping, SEGMENTED, FAST);
        loop.run(5_000);
        assertEquals(0, loop.faults());
        assertTrue(mapping == Mapping.NONE ? loop.syncs() == 0 : loop.syncs() > 5_000, "" + loop.syncs());
    }
}
