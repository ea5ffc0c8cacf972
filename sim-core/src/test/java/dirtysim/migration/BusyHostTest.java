package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.cpu.CpuLoad;
import dirtysim.cpu.WritePattern;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.scenario.RoundRecord;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a busy host takes of the bulk pass, and what an emulated or a ring-logged guest that is throttled takes of a sync. */
class BusyHostTest {
    private static final long MIB = 1L << 20;

    private static MigrationBench migrate(
            Map<String, String> values,
            long maxBytes,
            long linkBytes,
            double writes,
            boolean autoConverge,
            CpuLogging log) {
        PreCopyRules rules = new PreCopyRules(Rule.QEMU_7_2, maxBytes, 60_000, autoConverge, 0, 0);
        MigrationBench bench = new MigrationBench(
                Parameters.with(CostModel.defaults(), values, "test"),
                256 * MIB,
                new MigrationTerms(linkBytes, 100, 1, rules),
                new CpuLoad(writes, 128 * MIB, 0, 0, WritePattern.parse("uniform", "cpu-pattern"), 0, true),
                log,
                0);
        bench.run();
        return bench;
    }

    @ParameterizedTest
    @CsvSource({"100000000, 10000000000, 25", "100000000, 10000000000, 60", "0, 100000000, 25", "0, 100000000, 60"})
    void aBusyHostLengthensTheBulkPassByItsShare(long maxBytes, long linkBytes, double percent) {
        CpuLogging log = CpuLogging.STANDARD.clearedAtGet();
        double idle = bulkMs(migrate(Map.of(), maxBytes, linkBytes, 0, false, log));
        Map<String, String> busy = Map.of("busy-bulk-percent", Double.toString(percent));
        assertEquals(
                idle / (1 - percent / 100),
                bulkMs(migrate(busy, maxBytes, linkBytes, 0, false, log)),
                0.05 * idle / (1 - percent / 100));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 50})
    void aHostThatStaysBusyLengthensLaterRoundsOnly(int percent) {
        CpuLogging log = CpuLogging.STANDARD.clearedAtGet();
        MigrationBench idle = migrate(Map.of(), 0, 100_000_000, 20_000, false, log);
        Map<String, String> busy = Map.of("busy-later-percent", Integer.toString(percent));
        MigrationBench bench = migrate(busy, 0, 100_000_000, 20_000, false, log);
        assertEquals(bulkMs(idle), bulkMs(bench), 0.01 * bulkMs(idle));
        RoundRecord idleSecond = idle.rounds().get(1);
        RoundRecord second = bench.rounds().get(1);
        assertEquals(
                (idleSecond.durationPs() - idleSecond.syncPs())
                        / (double) idleSecond.sentBytes()
                        / (1 - percent / 100.0),
                (second.durationPs() - second.syncPs()) / (double) second.sentBytes(),
                0.05 * (idleSecond.durationPs() - idleSecond.syncPs()) / idleSecond.sentBytes());
    }

    private static double bulkMs(MigrationBench bench) {
        RoundRecord bulk = bench.rounds().get(0);
        return (bulk.durationPs() - bulk.syncPs()) / 1e9;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bitmap", "emulated", "ring"})
    void aSyncWaitsForASleepingVcpuWhereItHasTo(String kind) {
        CpuLogging bitmap = CpuLogging.STANDARD.clearedAtGet();
        Map<String, String> values =
                new TreeMap<>(Map.of("throttle-initial-percent", "95", "throttle-max-percent", "95"));
        if (kind.equals("emulated")) {
            values.put("sync-waits-for-vcpus", "1");
        }
        CpuLogging log = kind.equals("ring") ? bitmap.with(CpuLogging.Kind.DIRTY_RING) : bitmap;
        MigrationBench bench = migrate(values, 100_000_000, 10_000_000_000L, 400_000, true, log);
        assertTrue(!bench.migration.throttleSteps().isEmpty(), "never throttled");
        long throttledPs = bench.migration.throttleSteps().get(0).atPs();
        double longestMs = bench.rounds().stream()
                        .filter(round -> round.startPs() > throttledPs && !round.guestStopped())
                        .mapToLong(RoundRecord::syncPs)
                        .max()
                        .orElseThrow()
                / 1e9;
        // At 95 % a vCPU sleeps for 190 of 200 ms.
        assertTrue(kind.equals("bitmap") ? longestMs < 10 : longestMs > 20 && longestMs < 200, longestMs + " ms");
    }
}
