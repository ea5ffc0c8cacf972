package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.RandomWorkloads;
import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.scenario.RunRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheme that keeps its guarantee misses nothing that was written after tracking had started. */
class RecallTest {
    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit", "map-time", "pinned"})
    void aSoundSchemeMissesNothing(String scheme) {
        for (long seed = 1; seed <= 20; seed++) {
            RunRecord run = Simulation.run(
                    Scenarios.of(scheme, seed, 7), RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600));
            assertTrue(run.tracking().trueDirtyPages() > 50, "seed " + seed + " proves nothing");
            assertEquals(0, run.tracking().missedDirtyPages(), "seed " + seed);
            assertEquals(1, run.tracking().recall(), "seed " + seed);
        }
    }
}
