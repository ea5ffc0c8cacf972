package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is computed from the parameters, by hand. */
class CostModelTest {
    private final CostModel costs = CostModel.defaults();

    @Test
    void cyclesBecomeTimeAtTheClock() {
        assertEquals(620_000, costs.vmExitPs(), "1550 cycles at 2.5 GHz");
        assertEquals(3_020_000, costs.vmmExitPs(), "7550 cycles at 2.5 GHz");
        CostModel twice = Parameters.with(costs, Map.of("cpu-ghz", "5"), "test");
        assertEquals(310_000, twice.vmExitPs());
        assertEquals(1_510_000, twice.vmmExitPs());
    }

    @Test
    void aWalkIsAFigureAndFurtherReferences() {
        assertEquals(280_000, costs.walkPs(1));
        assertEquals(550_000, costs.walkPs(4), "and 3 references of 90 ns");
    }

    @Test
    void furtherEntriesOfACallCostLess() {
        assertEquals(60_000, costs.mapPs(1));
        assertEquals(60_000 + 255 * 1_600, costs.mapPs(256));
        assertEquals(75_000, costs.unmapPs(1));
        assertEquals(75_000 + 255 * 1_000, costs.unmapPs(256));
    }

    @Test
    void bytesBecomeTimeAtTheirRate() {
        assertEquals(0, costs.copyPs(0));
        assertEquals(1_000_000_000_000L, costs.copyPs(4_700_000_000L));
        assertEquals(260_063, costs.transferPs(4096), "4096 bytes at 126 Gbit/s");
    }

    @Test
    void fractionsOfAPicosecondAreRounded() {
        assertEquals(2, CostModel.ps(0.0015));
        assertEquals(1, CostModel.ps(0.0014));
    }
}
