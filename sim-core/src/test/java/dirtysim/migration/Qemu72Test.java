package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.cpu.CpuLoad;
import dirtysim.cpu.WritePattern;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.Parameters;
import dirtysim.host.PreCopyRules;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** QEMU 7.2's rules one by one, where each shows. */
class Qemu72Test {
    private static final long RAM = 256L << 20;
    private static final long PAGES = RAM >>> 12;
    private static final long LIMIT = 104_857_600;
    private static final long FAST = 1_250_000_000_000L;
    private static final double LIMIT_MS = 300;
    private static final CpuLogging AT_GET = new CpuLogging(CpuLogging.Kind.PML, false, false, true, false, 1, 4096);
    private static final CostModel COSTS = Parameters.with(
            CostModel.defaults(),
            Map.of("late-wake-ms", "0", "log-split-ms-per-gib", "2", "switchover-ms", "0", "vm-stop-us", "0"),
            "test");

    private static MigrationBench bench(
            long link, long limit, double maxTimeMs, boolean converge, CpuLoad load, long zero) {
        PreCopyRules rules = PreCopyRules.of(PreCopyRules.Rule.QEMU_7_2)
                .withMaxBytesPerSecond(limit)
                .withMaxTimeMs(maxTimeMs)
                .withAutoConverge(converge);
        return new MigrationBench(COSTS, RAM, new MigrationTerms(link, LIMIT_MS, 1, rules), load, AT_GET, zero);
    }

    private static MigrationBench run(long link, long limit, CpuLoad load) {
        MigrationBench bench = bench(link, limit, 60_000, false, load, 0);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        return bench;
    }

    /**
     * A window carries a tenth of the bandwidth and up to a page more: 2555 pages of 4104 bytes and the 18 bytes of a section,
     * the page that exceeds the limit included. So each slice moves 2556 or 2555 pages.
     */
    @Test
    void anIdleGuestLeavesUpToAThresholdForTheStoppedPhase() {
        MigrationBench bench = run(FAST, LIMIT, CpuLoad.uniform(0, 0));
        List<RoundRecord> rounds = bench.rounds();
        assertEquals(3, rounds.size(), "start, one sync below the threshold, the final one");
        double sliceBytes = LIMIT / 10.0 + 4104 / 2.0;
        double threshold = sliceBytes * 3;
        long left = rounds.get(2).dirtyPages();
        assertTrue(left * 4096 < threshold && left * 4096 > threshold - sliceBytes - 4104, left + " pages left");
        double slices = (PAGES - left) * 4104 / sliceBytes;
        assertEquals(slices * 100, rounds.get(0).durationPs() / 1e9, 101, "a slice every 100 ms");
        assertTrue(bench.migration.converged());
        assertEquals(left * 4104 / 1.25e9, bench.migration.downtimePs() / 1e12, 0.002, "memory speed, no limit");
    }

    /** Beside its pages each burst sends the end of its section. */
    @Test
    void aBurstEndsWithEighteenBytesMore() {
        MigrationBench bench = run(FAST, LIMIT, CpuLoad.uniform(0, 0));
        RoundRecord bulk = bench.rounds().get(0);
        long left = bench.rounds().get(2).dirtyPages();
        long beside = bulk.sentBytes() - (PAGES - left) * 4104;
        assertEquals(0, beside % 18, beside + " bytes beside the pages");
        assertEquals(bulk.durationPs() / 1e11, beside / 18.0, 1.01, "one a slice");
    }

    /** The first window begins when the migration does, whatever the clock says. */
    @Test
    void aMigrationThatBeginsLaterIsTheSame() {
        CpuLoad idle = CpuLoad.uniform(0, 0);
        MigrationBench late = bench(FAST, LIMIT, 60_000, false, idle, 0);
        late.loop.runUntil(1_234_567_000_000_000L);
        late.run();
        assertEquals(run(FAST, LIMIT, idle).rounds(), late.rounds());
    }

    /** With a link that is the bottleneck the rest goes at its pace, and what is left may be as much as the limit says. */
    @Test
    void behindARealLinkTheDowntimeIsTheRestOverTheLink() {
        MigrationBench bench = run(LIMIT, 0, CpuLoad.uniform(0, 0));
        long left = bench.rounds().get(2).dirtyPages();
        assertEquals(left * 4104.0 / LIMIT, bench.migration.downtimePs() / 1e12, 0.002);
        assertTrue(bench.migration.downtimePs() / 1e9 < LIMIT_MS + 10, bench.migration.downtimePs() + " ps");
    }

    /** A sync does not wait for the pass to end, and the pass goes on after it where it was. */
    @Test
    void syncsComeWithPagesUnsentOnceASliceNearTheThreshold() {
        MigrationBench bench = run(FAST, LIMIT, CpuLoad.uniform(15_000, RAM));
        List<RoundRecord> rounds = bench.rounds();
        assertTrue(rounds.size() > 5, rounds.size() + " syncs");
        boolean oncePerSlice = false;
        for (RoundRecord round : rounds.subList(1, rounds.size() - 1)) {
            long sentPages = round.sentBytes() / 4104;
            assertTrue(round.dirtyPages() - sentPages > 0, "round " + round.round() + " left nothing unsent");
            assertTrue((round.dirtyPages() - sentPages) * 4096 < LIMIT_MS * LIMIT / 1000 * 1.01);
            oncePerSlice |= Math.abs(round.durationPs() / 1e9 - 100) < 2;
        }
        assertTrue(oncePerSlice, "a sync a slice where what is left is about the threshold");
    }

    @Test
    void zeroPagesAreNineBytes() {
        MigrationBench all = run(FAST, LIMIT, CpuLoad.uniform(0, 0));
        MigrationBench half = bench(FAST, LIMIT, 60_000, false, CpuLoad.uniform(0, 0), PAGES / 2);
        half.run();
        long headers = 4104 * (PAGES / 2);
        assertEquals(all.migration.sentBytes() - headers + 9 * (PAGES / 2), half.migration.sentBytes(), 18 * 40);
        assertTrue(half.migration.totalPs() < 0.6 * all.migration.totalPs(), "and take next to no time");
    }

    /** Twice what the link carries: the guest is stopped at the time that was set, and that is no convergence. */
    @Test
    void whatDoesNotConvergeIsEndedAtItsTime() {
        MigrationBench bench = bench(FAST, LIMIT, 9_000, false, CpuLoad.uniform(50_000, RAM), 0);
        bench.run();
        assertFalse(bench.migration.converged());
        assertEquals(9, bench.migration.totalPs() / 1e12, 1.5);
        assertEquals(0, bench.truth.stalePages());
    }

    /** It counts a look with too many pages every second or later, acts on each second one, and so makes it converge. */
    @Test
    void autoConvergeThrottlesStepByStep() {
        MigrationBench bench = bench(FAST, LIMIT, 300_000, true, CpuLoad.uniform(50_000, RAM), 0);
        bench.run();
        List<ThrottleStep> steps = bench.migration.throttleSteps();
        assertTrue(steps.size() >= 3, steps.toString());
        for (int n = 0; n < steps.size(); n++) {
            assertEquals(20 + 10 * n, steps.get(n).percent());
            assertTrue(n == 0 || steps.get(n).atPs() - steps.get(n - 1).atPs() > 2e12, "two looks apart: " + steps);
        }
        assertEquals(steps.get(0).atPs(), bench.rounds().get(2).startPs(), 1e12, "the first at the third sync");
        assertTrue(bench.migration.converged());
        double share = bench.cpuWriter.throttledPs() / (double) bench.migration.totalPs();
        assertTrue(share > 0.15 && share < 0.9, "share asleep " + share);
    }

    @Test
    void anOpenLoopIsNotThrottled() {
        CpuLoad open = new CpuLoad(50_000, RAM, 0, 0, WritePattern.parse("uniform", "test"), 0, false);
        MigrationBench bench = bench(FAST, LIMIT, 30_000, true, open, 0);
        bench.run();
        assertFalse(bench.migration.converged());
        assertTrue(bench.migration.throttleSteps().size() >= 3);
    }
}
