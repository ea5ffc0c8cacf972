package dirtysim.workloads.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Simulation;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.ScenarioBuilder;
import dirtysim.workloads.Traces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several CPUs that wait for each other's unmaps: a run from the file forgets what has been performed, and nothing else. */
class LongTraceTest {
    @TempDir
    Path folder;

    @Test
    void theRunIsThatFromMemory() throws IOException {
        Path file = folder.resolve("long.dtrace");
        LongTrace.write(file, 300_000, 7);
        Scenario scenario = new ScenarioBuilder()
                .scheme("nested-dbit")
                .trace("long")
                .ramBytes(1L << 30)
                .cpuWorkingSetBytes(16L << 20)
                .warmupMs(20)
                .maxRounds(2)
                .build();
        RunRecord inMemory =
                Simulation.run(scenario, Traces.open(file.toString(), false).workload());
        RunRecord streamed = Simulation.run(scenario, new StreamedTrace(file, "long").workload(List.of()));
        assertEquals(inMemory, streamed);
        assertEquals(0, streamed.guest().dmaFaults());
        assertTrue(
                streamed.notes().toString().contains("looped"), streamed.notes().toString());
    }

    @Test
    void aFileThatIsDamagedMeanwhileIsRefusedInTheRun() throws IOException {
        Path file = folder.resolve("long.dtrace");
        LongTrace.write(file, 100_000, 7);
        StreamedWorkload workload = new StreamedTrace(file, "long").workload(List.of());
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Scenario scenario = new ScenarioBuilder()
                .scheme("nested-dbit")
                .trace("long")
                .ramBytes(1L << 30)
                .cpuWorkingSetBytes(16L << 20)
                .maxRounds(2)
                .build();
        InputException refusal =
                Assertions.assertThrows(InputException.class, () -> Simulation.run(scenario, workload));
        assertTrue(refusal.getMessage().contains("long.dtrace, block "), refusal.getMessage());
    }
}
