package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.cpu.CpuLoad;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.host.PreCopyRules.Rule;
import dirtysim.scenario.RoundRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PeriodicSyncTest {
    private static final long MIB = 1L << 20;
    private static final long RAM = 128 * MIB;
    private static final long SLOW = 10 * MIB;
    private static final CpuLogging AT_GET = new CpuLogging(CpuLogging.Kind.PML, false, false, true, false, 1, 4096);
    private static final CostModel COSTS =
            Parameters.with(CostModel.defaults(), Map.of("late-wake-ms", "0", "switchover-ms", "0"), "test");

    private static List<RoundRecord> rounds(Rule rule, boolean autoConverge) {
        PreCopyRules rules = PreCopyRules.of(rule)
                .withMaxBytesPerSecond(SLOW)
                .withMaxTimeMs(60_000)
                .withAutoConverge(autoConverge);
        MigrationBench bench = new MigrationBench(
                COSTS,
                RAM,
                new MigrationTerms(1_250_000_000L, 300, 1, rules),
                CpuLoad.uniform(1_000_000, RAM),
                AT_GET,
                0);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        return bench.rounds();
    }

    private static long[] sentMib(List<RoundRecord> rounds) {
        return IntStream.range(0, rounds.size())
                .mapToLong(n -> Math.round((double) rounds.get(n).sentBytes() / MIB))
                .toArray();
    }

    @Test
    void theTimerAsksWhereThereWasNoSyncSinceItFired() {
        PeriodicSync periodic = new PeriodicSync(5000);
        periodic.begin(100);
        assertFalse(periodic.due(5099), "not yet");
        assertFalse(periodic.due(5100), "the first pass");
        periodic.synced();
        assertFalse(periodic.due(10_100), "there was one");
        assertFalse(periodic.due(15_099));
        assertTrue(periodic.due(15_100), "there was none");
        periodic.synced();
        assertTrue(periodic.due(20_100), "its own was before it fired again");
        periodic.synced();
        periodic.synced();
        assertFalse(periodic.due(25_100), "a further one");
    }

    @Test
    void itNeverAsksWithoutAPeriod() {
        PeriodicSync periodic = new PeriodicSync(0);
        periodic.begin(0);
        periodic.synced();
        assertFalse(periodic.due(1_000_000));
    }

    /** All of 128 MiB is dirty at each sync, which takes 13 s to send: without the timer a sync comes no earlier. */
    @Test
    void underAutoConvergeALongPassIsCutEveryFiveSeconds() {
        List<RoundRecord> cut = rounds(Rule.QEMU_10, true);
        assertTrue(cut.get(0).durationPs() > 12e12, "not the first pass");
        for (RoundRecord round : cut.subList(2, 8)) {
            assertTrue(round.durationPs() < 5.2e12, round.toString());
        }
        for (List<RoundRecord> whole : List.of(rounds(Rule.QEMU_7_2, true), rounds(Rule.QEMU_10, false))) {
            long[] sent = sentMib(whole);
            for (int n = 1; n < whole.size() - 2; n++) {
                assertTrue(whole.get(n).durationPs() > 11e12, whole.get(n) + " of " + sent.length);
            }
        }
    }
}
