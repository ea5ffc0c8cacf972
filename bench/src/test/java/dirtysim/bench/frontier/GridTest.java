package dirtysim.bench.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.reports.frontier.Limit;
import org.junit.jupiter.api.Test;

/** The values at which a limit is tried. */
class GridTest {
    @Test
    void theEndsAreMetAndNoStepIsGreaterThanTheResolution() {
        Grid grid = new Grid(Limit.LINK, 3_125_000_000.0, 32, 1.02);
        assertEquals(3_125_000_000.0, grid.value(0));
        assertEquals(100_000_000_000.0, grid.value(grid.easiest()), "less is harder");
        assertEquals(97_656_200.0, grid.value(grid.hardest()), 200);
        assertTrue(grid.ratio() <= 1.02 && grid.ratio() > 1.019, "" + grid.ratio());
        for (int place = grid.easiest(); place < grid.hardest(); place++) {
            assertTrue(grid.value(place + 1) < grid.value(place));
            assertEquals(place, grid.nearest(grid.value(place)));
        }
    }

    @Test
    void moreIsHarderForTheDmaRate() {
        Grid grid = new Grid(Limit.DMA_RATE, 1, 32, 1.02);
        assertEquals(32, grid.value(grid.hardest()));
        assertEquals(0.03125, grid.value(grid.easiest()));
    }

    @Test
    void noValueIsOneThatNoScenarioTakes() {
        Grid grid = new Grid(Limit.LINK, 500_000, 1000, 1.1);
        assertTrue(grid.value(grid.hardest()) >= 125_000, "a link has 1 Mbit/s at least");
        assertTrue(grid.value(grid.hardest()) < 125_000 * 1.1);
    }

    @Test
    void noSearchBeginsAtNought() {
        assertThrows(InputException.class, () -> new Grid(Limit.DOWNTIME_LIMIT, 0, 32, 1.02));
    }
}
