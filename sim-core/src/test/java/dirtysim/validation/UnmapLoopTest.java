package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnmapLoopTest {
    private static final CostModel COSTS = Parameters.with(
            CostModel.defaults(),
            Map.of(
                    "unmap-ns", "100",
                    "invalidate-ns", "500",
                    "invalidate-wait-share", "0.6",
                    "queue-lock-waiter-ns", "0"),
            "test");

    @Test
    void oneCpuWaitsForNobody() {
        assertEquals(100 + 400 + 500, new UnmapLoop(COSTS, 1, 400).meanNs(1000));
        assertEquals(100 + 500, new UnmapLoop(COSTS, 1, 0).meanNs(1));
    }

    @Test
    void cpusFitBesideEachOtherAsLongAsTheQueueIsNotFull() {
        assertEquals(100 + 400 + 500, new UnmapLoop(COSTS, 5, 400).meanNs(1000));
    }

    /** The lock is never free, so in a round each of them waits once for every other: 200 ns a descriptor, waits overlap. */
    @ParameterizedTest
    @ValueSource(ints = {6, 16, 96, 1000})
    void aFullQueueGrowsWithTheCpus(int cpus) {
        assertEquals(cpus * 200.0, new UnmapLoop(COSTS, cpus, 400).meanNs(10_000));
    }

    /** With something to pay for each that waits, a hundred times the CPUs take more than a hundred times as long. */
    @Test
    void waitersMakeAFullQueueSlowerStill() {
        CostModel costs = Parameters.with(COSTS, Map.of("queue-lock-waiter-ns", "5"), "test");
        assertEquals(100 + 500, new UnmapLoop(costs, 1, 0).meanNs(1000), "alone nobody waits");
        double ten = new UnmapLoop(costs, 10, 0).meanNs(20_000);
        double thousand = new UnmapLoop(costs, 1000, 0).meanNs(20_000);
        assertTrue(thousand > 1000 * 200 + 5 * 1000 * 990.0, "each of 1000 waits behind nearly all: " + thousand);
        assertTrue(thousand < 1000 * 200 + 5 * 1000 * 1000.0, "and behind no more than all: " + thousand);
        assertTrue(thousand > 200 * ten, ten + " and " + thousand);
    }
}
