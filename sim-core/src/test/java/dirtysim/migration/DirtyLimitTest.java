package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.cpu.CpuLoad;
import dirtysim.engine.EventHandler;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DirtyLimitTest {
    private static final long SECOND_PS = 1_000_000_000_000L;
    private static final long MIB = 1L << 20;
    private static final long RAM = 512 * MIB;
    private static final CostModel COSTS =
            Parameters.with(CostModel.defaults(), Map.of("late-wake-ms", "0", "switchover-ms", "0"), "test");

    /** MiB that the first vCPU dirtied in each second. */
    private final List<Double> rates = new ArrayList<>();

    private MigrationBench run(long limitBytesPerSecond, double writes, long workingSet, int vcpus) {
        PreCopyRules rules = PreCopyRules.of(Rule.QEMU_10)
                .withMaxBytesPerSecond(100 * MIB)
                .withMaxTimeMs(40_000)
                .withDirtyLimit(limitBytesPerSecond);
        CpuLogging ring = new CpuLogging(CpuLogging.Kind.DIRTY_RING, false, false, true, false, vcpus, 4096);
        MigrationBench bench = new MigrationBench(
                COSTS,
                RAM,
                new MigrationTerms(1_250_000_000L, 300, 1, rules),
                CpuLoad.uniform(writes, workingSet),
                ring,
                0);
        sample(bench);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        return bench;
    }

    private void sample(MigrationBench bench) {
        rates.clear();
        long[] before = new long[1];
        EventHandler sampler = new EventHandler() {
            @Override
            public void handle(int kind, long argument) {
                bench.cpuWriter.advance();
                long entries = bench.cpuLog.rings().entries(0);
                rates.add((entries - before[0]) / 256.0);
                before[0] = entries;
                if (!bench.cpuWriter.stopped()) {
                    bench.loop.schedule(SECOND_PS, this, 0, 0);
                }
            }
        };
        bench.loop.schedule(SECOND_PS, sampler, 0, 0);
    }

    @Test
    void whatDoesNotConvergeDoesUnderALimit() {
        MigrationBench free = run(0, 60_000, RAM, 2);
        assertFalse(free.migration.converged());
        assertTrue(free.migration.throttleSteps().isEmpty());
        MigrationBench limited = run(10 * MIB, 60_000, RAM, 2);
        assertTrue(limited.migration.converged());
        List<ThrottleStep> steps = limited.migration.throttleSteps();
        assertEquals(0, steps.get(0).percent(), "the limit is set, nobody sleeps yet");
        assertTrue(steps.get(1).percent() > 20, steps.toString());
        double periodPs = 1e12;
        assertEquals(steps.get(0).atPs() + periodPs, steps.get(1).atPs(), 1, "measured for a period first");
    }

    /** 60,000 writes a second over a set that is never written twice in a period are 117 MiB/s of each of two vCPUs. */
    @Test
    void theRateComesToWithinTheToleranceOfTheLimit() {
        MigrationBench bench = run(50 * MIB, 60_000, RAM, 2);
        assertTrue(rates.get(1) > 80, "at first " + rates);
        assertTrue(rates.size() > 12, "too short to see " + rates);
        for (double rate : rates.subList(10, rates.size() - 1)) {
            // A measured second begins anywhere between two sleeps.
            assertEquals(50, rate, 25 + 16, "later " + rates);
        }
        assertTrue(bench.migration.throttleSteps().size() < 15, "it settles");
    }

    @Test
    void aGuestWithinTheLimitIsLeftAlone() {
        MigrationBench bench = run(50 * MIB, 2_000, RAM, 2);
        assertTrue(bench.migration.converged());
        assertTrue(bench.migration.throttleSteps().isEmpty());
    }
}
