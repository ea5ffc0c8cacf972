package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnmapLoopTest {
    private static final CostModel COSTS =
            Parameters.with(CostModel.defaults(), Map.of("unmap-ns", "100", "invalidate-ns", "500"), "test");

    @Test
    void oneCpuWaitsForNobody() {
        assertEquals(100 + 400 + 500, new UnmapLoop(COSTS, 1, 400).meanNs(1000));
        assertEquals(100 + 500, new UnmapLoop(COSTS, 1, 0).meanNs(1));
    }

    @Test
    void twoCpusFitBesideEachOtherAsLongAsTheQueueIsNotFull() {
        assertEquals(100 + 400 + 500, new UnmapLoop(COSTS, 2, 400).meanNs(1000));
    }

    /** The queue is never idle, so in a round each of them takes one service of it for every CPU. */
    @ParameterizedTest
    @ValueSource(ints = {3, 16, 96, 1000})
    void aFullQueueGrowsWithTheCpus(int cpus) {
        assertEquals(cpus * 500.0, new UnmapLoop(COSTS, cpus, 400).meanNs(10_000));
    }
}
