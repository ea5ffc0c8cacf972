package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dirtysim.contract.RandomWorkloads;
import dirtysim.guest.Workload;
import dirtysim.scenario.RunRecord;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run is a pure function of scenario and workload. */
class DeterminismTest {
    @Test
    void equalRunsAgreeInEveryFigure() {
        Workload workload = RandomWorkloads.make(5, true, Scenarios.RAM_BYTES, 600);
        for (DirtyTracker scheme : Schemes.all()) {
            RunRecord once = Simulation.run(Scenarios.of(scheme.id(), 5, 2), workload);
            RunRecord again = Simulation.run(Scenarios.of(scheme.id(), 5, 2), workload);
            assertEquals(once, again, scheme.id());
        }
    }

    @Test
    void runsInParallelAgreeWithRunsInTurn() {
        Workload workload = RandomWorkloads.make(6, false, Scenarios.RAM_BYTES, 600);
        List<String> schemes = Schemes.all().stream().map(DirtyTracker::id).toList();
        List<RunRecord> inTurn = schemes.stream()
                .map(id -> Simulation.run(Scenarios.of(id, 6, 1), workload))
                .toList();
        List<RunRecord> inParallel = schemes.parallelStream()
                .map(id -> Simulation.run(Scenarios.of(id, 6, 1), workload))
                .toList();
        assertEquals(inTurn, inParallel);
    }

    @Test
    void anotherSeedIsAnotherRun() {
        Workload workload = RandomWorkloads.make(7, false, Scenarios.RAM_BYTES, 600);
        RunRecord one = Simulation.run(Scenarios.of("nested-dbit", 1, 1), workload);
        RunRecord two = Simulation.run(Scenarios.of("nested-dbit", 2, 1), workload);
        assertNotEquals(one.stateHash(), two.stateHash());
    }
}
