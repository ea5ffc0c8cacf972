package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord.Downtime;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The sums that every migration has to come to. */
class PreCopyTest {
    private static final long MIB = 1L << 20;
    private static final long RAM = 64 * MIB;
    private static final long PAGES = RAM / 4096;
    /** 4104 bytes a page go through in 4.104 us. */
    private static final long BANDWIDTH = 1_000_000_000L;

    private static final long PAGE_PS = 4_104_000;

    private final CostModel costs = CostModel.defaults();

    private MigrationBench idle(double downtimeLimitMs, int maxRounds) {
        return new MigrationBench(costs, RAM, BANDWIDTH, downtimeLimitMs, maxRounds, 0, 0);
    }

    /** Enabling the log of CPU writes: huge mappings of 64 MiB are split at 9.3 ms a GiB. */
    private long enablePs() {
        return Math.round(64 / 1024.0 * costs.cpuLog().logSplitMsPerGib() * 1e9);
    }

    /** Bit by bit. */
    private static long convertPs(int ranges) {
        return PAGES * 1270 + ranges * 7000L;
    }

    @Test
    void anIdleGuestIsSentOnceInAscendingOrder() {
        MigrationBench bench = idle(1, 10);
        bench.run();
        assertEquals(LongStream.range(0, PAGES).boxed().toList(), bench.copied);
        assertEquals(PAGES * 4104, bench.migration.sentBytes());
        assertEquals(enablePs() + PAGES * PAGE_PS, bench.rounds().get(0).durationPs(), "RAM over bandwidth, exactly");
        assertEquals(0, bench.truth.stalePages());
        assertTrue(bench.migration.converged());
        assertEquals(1, bench.stops);
        assertEquals(3, bench.rounds().size(), "bulk, the sync that finds nothing, the final one");
    }

    @Test
    void theDowntimeIsItsSum() {
        MigrationBench bench = idle(1, 10);
        bench.quiescePs = 123_456_789;
        long firstSyncPs = 2 * costs.coldCopyPs(PAGES / 8) + convertPs(1);
        long bulkPs = enablePs() + PAGES * PAGE_PS;
        long stopPs = 50_000_000;
        long finalSyncPs = bulkPs + firstSyncPs + stopPs + bench.quiescePs;
        bench.deviceWritesAt(bulkPs - 1, 77);
        bench.deviceWritesAt(finalSyncPs - 1, 78);
        bench.run();
        Downtime downtime = bench.migration.downtime();
        assertEquals(50_000_000, downtime.stopPs());
        assertEquals(123_456_789, downtime.quiescePs());
        long syncPs = 2 * costs.copyPs(PAGES / 8) + convertPs(1);
        assertEquals(syncPs, downtime.syncPs(), "bitmap copied out, CPU log read, both turned into one range");
        assertEquals(2 * PAGE_PS, downtime.sendPs());
        assertEquals(30_000_000_000L, downtime.switchoverPs());
        assertEquals(
                downtime.stopPs()
                        + downtime.quiescePs()
                        + downtime.syncPs()
                        + downtime.sendPs()
                        + downtime.switchoverPs(),
                bench.migration.downtimePs());
        assertEquals(finalSyncPs - stopPs - bench.quiescePs + bench.migration.downtimePs(), bench.migration.totalPs());
        assertEquals(0, bench.truth.stalePages());
        RoundRecord last = bench.rounds().get(2);
        assertTrue(last.guestStopped());
        assertFalse(bench.rounds().get(1).guestStopped());
        assertEquals(2, last.dirtyPages(), "one from the sync before, one from its own");
        assertEquals(1, last.dmaDirtyPages());
        assertEquals(2 * 4104, last.sentBytes());
    }

    @Test
    void roundsFollowEachOtherAndSumUp() {
        MigrationBench bench = new MigrationBench(costs, RAM, BANDWIDTH, 0.5, 30, 60_000, 16 * MIB);
        bench.run();
        long sent = 0;
        long endPs = 0;
        for (RoundRecord round : bench.rounds()) {
            assertEquals(sent == 0 ? 0 : endPs, round.startPs(), "round " + round.round());
            if (!round.guestStopped() && round.sentBytes() > 0) {
                assertEquals(round.syncPs() + round.dirtyPages() * PAGE_PS, round.durationPs());
                assertEquals(round.dirtyPages() * 4104, round.sentBytes());
            }
            sent += round.sentBytes();
            endPs = round.startPs() + round.durationPs();
        }
        assertTrue(bench.rounds().size() > 4);
        assertEquals(sent, bench.migration.sentBytes());
        assertEquals(bench.copied.size() * 4104L, sent);
        assertEquals(bench.migration.totalPs(), endPs + 30_000_000_000L);
        assertEquals(0, bench.truth.stalePages());
        assertEquals(0, bench.truth.falseCopies());
    }

    @Test
    void aPageWrittenAfterItWasReadInARoundIsSentAgain() {
        MigrationBench bench = idle(0, 10);
        long readPs = enablePs() + 64 * PAGE_PS;
        bench.deviceWritesAt(readPs - 1, 64 + 5);
        bench.deviceWritesAt(readPs + 1, 64 + 6);
        bench.deviceWritesAt(readPs + 1, 128 + 7);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        assertEquals(1, countAgain(bench, 69), "written before it was read: reported all the same");
        assertEquals(1, countAgain(bench, 70), "written after it was read");
        assertEquals(1, countAgain(bench, 135), "written before its turn came");
        assertEquals(2, bench.truth.falseCopies(), "69 and 135 were current");
        assertEquals(PAGES + 3, bench.copied.size());
    }

    private static long countAgain(MigrationBench bench, long gfn) {
        return bench.copied.stream().filter(page -> page == gfn).count() - 1;
    }

    @Test
    void tooManyRoundsForceTheStop() {
        for (int most : new int[] {1, 2, 5}) {
            MigrationBench bench = new MigrationBench(costs, RAM, BANDWIDTH, 0.5, most, 500_000, 16 * MIB);
            bench.run();
            assertFalse(bench.migration.converged(), "after " + most);
            assertEquals(most + 2, bench.rounds().size(), "the sync that gave up, and the final one, come on top");
            long beforeStop = bench.rounds().stream()
                    .filter(round -> !round.guestStopped())
                    .filter(r -> r.sentBytes() > 0)
                    .count();
            assertEquals(most, beforeStop);
            assertEquals(0, bench.truth.stalePages());
        }
    }

    /** The limit is bytes at the link's bandwidth: one page more or less decides. */
    @Test
    void theLimitIsMetToThePage() {
        for (int pages : new int[] {9, 10, 11}) {
            MigrationBench bench = idle(10 * PAGE_PS / 1e9, 1);
            for (int page = 0; page < pages; page++) {
                bench.deviceWritesAt(enablePs() + PAGES * PAGE_PS - 1, page);
            }
            bench.run();
            assertEquals(pages <= 10, bench.migration.converged(), pages + " pages");
            assertEquals(pages * PAGE_PS, bench.migration.downtime().sendPs());
        }
    }

    @Test
    void withoutPreCopyEverythingIsSentWithTheGuestStopped() {
        MigrationBench bench = new MigrationBench(costs, RAM, BANDWIDTH, 1, 10, 100_000, 16 * MIB);
        bench.precopy = false;
        bench.quiescePs = 1_000_000;
        bench.run();
        assertEquals(PAGES, bench.copied.size());
        assertFalse(bench.migration.converged());
        assertEquals(1, bench.rounds().size());
        assertTrue(bench.rounds().get(0).guestStopped());
        assertEquals(
                new Downtime(50_000_000, 1_000_000, 0, PAGES * PAGE_PS, 0, 0, 30_000_000_000L),
                bench.migration.downtime());
        assertEquals(bench.migration.totalPs(), bench.migration.downtimePs());
        assertEquals(0, bench.truth.stalePages());
    }

    /** A guest above 2.75 GiB has a hole below 4 GiB; nothing is sent for it. */
    @Test
    void theHoleBelowFourGibIsNotSent() {
        long ram = 11L << 28;
        MigrationBench bench = new MigrationBench(costs, ram, 100 * BANDWIDTH, 1, 10, 0, 0);
        bench.run();
        assertEquals(ram / 4096, bench.copied.size());
        assertEquals(
                List.of(),
                bench.copied.stream()
                        .filter(gfn -> gfn >= 1 << 19 && gfn < 1 << 20)
                        .toList());
        assertEquals(0, bench.truth.stalePages());
    }
}
