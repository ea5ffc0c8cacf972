package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.reports.Check;
import java.util.List;
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

    @Test
    void aQueueServedInTurnGrowsNoFasterThanTheCpus() {
        assertEquals(96 * 1328, check("unmap_time/96 CPUs").simulated(), 0.001);
        for (String variant : List.of("unmap_growth", "unmap_growth_default")) {
            Check growth = check(variant + "/16 to 96 CPUs");
            assertEquals(6, growth.simulated(), 1e-6);
            assertEquals(101_900.0 / 8_900, growth.expected(), 1e-6);
        }
    }

    @Test
    void everyFigureIsThereTwice() {
        assertEquals(2 * (5 + 1), CHECKS.size());
        assertEquals(
                CHECKS.size(), CHECKS.stream().map(Check::quantity).distinct().count());
        CHECKS.forEach(check -> assertEquals(0.3 * check.expected(), check.tolerance(), 1e-9, check.quantity()));
    }
}
