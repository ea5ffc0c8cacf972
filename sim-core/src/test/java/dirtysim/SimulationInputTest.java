package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.guest.WorkloadBuilder;
import dirtysim.host.InputException;
import dirtysim.scenario.Scenario;
import org.junit.jupiter.api.Test;

/** Scenario and workload that do not fit together are refused with one line. */
class SimulationInputTest {
    private static final long US = 1_000_000;

    private static Workload oneMapping(long gpa, long endPs) {
        WorkloadBuilder builder = new WorkloadBuilder("one", false);
        int device = builder.device("device");
        builder.beginBody(0);
        builder.map(0, 0, device, Direction.FROM_DEVICE, 0x1000, new long[] {gpa}, new int[] {1});
        builder.unmap(endPs, 0, device, 0x1000, 1);
        return builder.build(endPs);
    }

    private static void assertRefused(Scenario scenario, Workload workload, String what, String mend) {
        InputException refusal = assertThrows(InputException.class, () -> Simulation.run(scenario, workload));
        assertTrue(refusal.getMessage().contains(what), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(mend), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count(), refusal.getMessage());
    }

    @Test
    void aTraceBeyondRam() {
        assertRefused(
                Scenarios.of("nested-dbit", 1, 1),
                oneMapping(Scenarios.RAM_BYTES, 100 * US),
                "beyond RAM of 64 MiB",
                "give at least the RAM");
    }

    @Test
    void aBodyThatTakesNoTime() {
        assertRefused(Scenarios.of("nested-dbit", 1, 1), oneMapping(0, 0), "too short to loop", "record for longer");
        assertRefused(Scenarios.of("nested-dbit", 1, 20), oneMapping(0, 100 * US), "5.000 us", "smaller time scale");
    }

    @Test
    void anUnknownScheme() {
        assertRefused(Scenarios.of("psychic", 1, 1), oneMapping(0, 100 * US), "'psychic'", "shadow-dbit");
    }

    @Test
    void aTimeScaleOfNothing() {
        assertRefused(Scenarios.of("nested-dbit", 1, 0), oneMapping(0, 100 * US), "time scale", "more than 0");
    }
}
