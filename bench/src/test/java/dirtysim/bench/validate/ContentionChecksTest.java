package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.reports.Check;
import dirtysim.validation.UnmapLoop;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContentionChecksTest {
    private static final List<Check> CHECKS = ContentionChecks.run();

    private static Check check(String quantity) {
        List<Check> found =
                CHECKS.stream().filter(c -> c.quantity().equals(quantity)).toList();
        assertEquals(1, found.size(), quantity);
        return found.get(0);
    }

    @Test
    void oneCpuIsReproducedBecauseItIsTheInput() {
        assertEquals(1956, check("unmap_time/1 CPU").simulated(), 0.001);
        assertEquals(1956, check("unmap_time/1 CPU").expected());
        assertEquals(1956 - 1328 + 850, check("unmap_time_default/1 CPU").simulated(), 0.001);
    }

    /** The machine's own share: 445 ns on the queue and 883 of wait, as published; the price of a waiter is fitted to the rest. */
    @Test
    void thePublishedMachineIsMetAndGrowsFasterThanItsCpus() {
        for (Check check : CHECKS) {
            if (!check.quantity().contains("_default")) {
                assertTrue(check.met(), check.quantity() + ": " + check.simulated());
            }
        }
        assertTrue(check("unmap_growth/16 to 96 CPUs").simulated() > 2 * 96.0 / 16);
        assertTrue(check("unmap_growth_default/16 to 96 CPUs").simulated() > 2 * 96.0 / 16);
    }

    /** Without what waiters cost, a queue that is full grows as its CPUs do. */
    @Test
    void withoutThePriceOfWaitersTheGrowthIsLinear() {
        CostModel costs = Parameters.with(CostModel.defaults(), Map.of("queue-lock-waiter-ns", "0"), "test");
        double few = new UnmapLoop(costs, 16, 0).meanNs(96_000);
        assertEquals(6 * few, new UnmapLoop(costs, 96, 0).meanNs(96_000), 0.01);
    }

    @Test
    void everyFigureIsThereTwice() {
        assertEquals(2 * (5 + 1), CHECKS.size());
        assertEquals(
                CHECKS.size(), CHECKS.stream().map(Check::quantity).distinct().count());
        CHECKS.forEach(check -> assertEquals(0.3 * check.expected(), check.tolerance(), 1e-9, check.quantity()));
    }
}
