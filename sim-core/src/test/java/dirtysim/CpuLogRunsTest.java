package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.contract.RandomWorkloads;
import dirtysim.guest.Workload;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import dirtysim.host.InputException;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs under every log of CPU writes, beside devices that write too. */
class CpuLogRunsTest {
    static Stream<CpuLogging> logs() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(
                        CpuLogging.STANDARD.with(kind),
                        CpuLogging.STANDARD.with(kind).clearedAtGet()))
                .flatMap(log -> Stream.of(
                        log,
                        new CpuLogging(log.kind(), log.initiallyAllSet(), log.clearByChunk(), false, true, 2, 1024)))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("logs")
    void nothingIsLostAndARunIsRepeatable(CpuLogging log) {
        for (long seed = 1; seed <= 3; seed++) {
            Workload workload = RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600);
            for (String scheme : new String[] {"nested-dbit", "stop-copy"}) {
                Scenario scenario = busy(Scenarios.of(scheme, seed, 3))
                        .change()
                        .cpuLogging(log)
                        .build();
                RunRecord run = Simulation.run(scenario, workload);
                assertEquals(0, run.tracking().lostPages(), "seed " + seed + ", " + scheme);
                assertEquals(run, Simulation.run(scenario, workload), "seed " + seed + ", " + scheme);
                if (scheme.equals("stop-copy")) {
                    assertEquals(1, run.guest().cpuSlowdown(), "nothing is logged");
                } else {
                    assertTrue(run.guest().cpuSlowdown() > 1, "seed " + seed);
                    assertTrue(
                            run.rounds().stream()
                                            .mapToLong(round -> round.cpuDirtyPages())
                                            .sum()
                                    > 4000,
                            "seed " + seed);
                }
            }
        }
    }

    /** Faults under the exclusive lock slow a guest more than those under the shared one, and those more than PML. */
    @Test
    void theCheaperTheFirstWriteTheFasterTheGuest() {
        Workload workload = RandomWorkloads.make(1, false, Scenarios.RAM_BYTES, 600);
        double pml = slowdown(CpuLogging.STANDARD, workload);
        double shared = slowdown(CpuLogging.STANDARD.with(Kind.WRITE_PROTECT), workload);
        double exclusive = slowdown(new CpuLogging(Kind.WRITE_PROTECT, true, true, true, true, 4, 4096), workload);
        assertTrue(1 < pml && pml < shared && shared < exclusive, pml + ", " + shared + ", " + exclusive);
    }

    @Test
    void aRingThatStartsAllSetIsRefused() {
        CpuLogging wrong = new CpuLogging(Kind.DIRTY_RING, true, true, true, false, 4, 4096);
        Workload workload = RandomWorkloads.make(1, false, Scenarios.RAM_BYTES, 600);
        InputException e = assertThrows(
                InputException.class,
                () -> Simulation.run(
                        Scenarios.of("nested-dbit", 1, 1)
                                .change()
                                .cpuLogging(wrong)
                                .build(),
                        workload));
        assertTrue(e.getMessage().startsWith("scenario test: a dirty ring cannot start"), e.getMessage());
    }

    private static double slowdown(CpuLogging log, Workload workload) {
        return Simulation.run(
                        busy(Scenarios.of("nested-dbit", 1, 3))
                                .change()
                                .cpuLogging(log)
                                .build(),
                        workload)
                .guest()
                .cpuSlowdown();
    }

    private static Scenario busy(Scenario like) {
        return like.change().cpuDirtyPagesPerSecond(400_000).build();
    }
}
