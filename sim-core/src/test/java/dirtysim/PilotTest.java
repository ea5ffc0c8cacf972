package dirtysim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.contract.RandomWorkloads;
import dirtysim.guest.Workload;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PilotTest {
    private static final Scenario SCENARIO = Scenarios.of("shadow-dbit", 5, 1);
    private final Workload workload = RandomWorkloads.make(5, true, Scenarios.RAM_BYTES, 600);

    @Test
    void aLongerPilotBeginsAsAShorterOne() {
        Pilot.Series brief = Pilot.run(SCENARIO, workload, 20);
        Pilot.Series longer = Pilot.run(SCENARIO, workload, 50);
        assertArrayEquals(brief.misses(), Arrays.copyOf(longer.misses(), 20));
        assertArrayEquals(brief.operations(), Arrays.copyOf(longer.operations(), 20));
        assertTrue(Arrays.stream(longer.operations()).sum() > 0);
        assertTrue(Arrays.stream(longer.misses()).sum() > 0);
    }

    /** No warm-up of its own takes part: an unsettled one is no number. */
    @Test
    void theWarmUpOfTheScenarioDoesNotMatter() {
        Pilot.Series settled = Pilot.run(SCENARIO, workload, 20);
        Scenario unsettled = SCENARIO.change().warmupMs(Double.NaN).build();
        assertArrayEquals(
                settled.operations(), Pilot.run(unsettled, workload, 20).operations());
        assertThrows(InputException.class, () -> Simulation.run(unsettled, workload));
    }

    @Test
    void whatARunRefusesAPilotRefuses() {
        Scenario small = SCENARIO.change().ramBytes(1).build();
        assertThrows(InputException.class, () -> Pilot.run(small, workload, 20));
    }

    @Test
    void theStartPhasePostponesTheMigration() {
        Scenario later = SCENARIO.change().startPhaseMs(3).build();
        Scenario warmer = SCENARIO.change().warmupMs(5).build();
        RunRecord one = Simulation.run(later, workload);
        RunRecord other = Simulation.run(warmer, workload);
        assertEquals(other.stateHash(), one.stateHash(), "2 and 3 ms are 5");
        assertNotEquals(Simulation.run(SCENARIO, workload).stateHash(), one.stateHash());
    }

    /** Without CPU writes nothing but the replacement is left to the seed. */
    @Test
    void theSeedDrawsWhatARandomIotlbGivesUp() {
        Scenario random = Scenarios.changed(
                        SCENARIO, "iotlb-replacement", "random", "iotlb-entries", "16", "iotlb-ways", "4")
                .change()
                .cpuDirtyPagesPerSecond(0)
                .build();
        long one = Simulation.run(random, workload).hardware().iotlbMisses();
        assertEquals(one, Simulation.run(random, workload).hardware().iotlbMisses());
        long differing = 0;
        for (long seed = 6; seed < 12; seed++) {
            Scenario other = random.change().seed(seed).build();
            differing += Simulation.run(other, workload).hardware().iotlbMisses() == one ? 0 : 1;
        }
        assertTrue(differing > 0, "six seeds give the same misses");
    }
}
