package dirtysim.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import dirtysim.host.Parameters;
import dirtysim.memory.GfnBitmap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of every log, and what each of them costs. */
class CpuLogTest {
    private static final CostModel COSTS = CostModel.defaults();
    private static final long PAGES = 64 * 256;

    static Stream<CpuLogging> everyLog() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(true, false)
                        .flatMap(eager -> Stream.of(true, false)
                                .map(exclusive -> new CpuLogging(kind, false, false, eager, exclusive, 3, 1024))))
                .flatMap(log -> log.kind().ring()
                        ? Stream.of(log)
                        : Stream.of(
                                log,
                                new CpuLogging(
                                        log.kind(), false, true, log.eagerSplit(), log.exclusiveFaults(), 3, 1024),
                                new CpuLogging(
                                        log.kind(), true, true, log.eagerSplit(), log.exclusiveFaults(), 3, 1024)));
    }

    /** What was written after it was copied is in the next read. */
    @ParameterizedTest
    @MethodSource("everyLog")
    void whatIsWrittenAfterItWasCopiedIsReported(CpuLogging how) {
        for (long seed = 1; seed <= 2; seed++) {
            RandomStream random = new RandomStreams(seed).stream("schedule");
            WriterBench bench = new WriterBench(seed, 150_000, 64, 16, COSTS, how);
            bench.log.enable();
            bench.sendAll();
            long reported = 0;
            for (int round = 0; round < 8; round++) {
                bench.runMs(random.nextInt(20) + 0.3);
                if (round == 7) {
                    bench.writer.stop();
                }
                GfnBitmap dirty = bench.read();
                reported += dirty.count();
                for (long gfn = bench.written.next(0); gfn >= 0; gfn = bench.written.next(gfn + 1)) {
                    assertTrue(dirty.get(gfn), "seed " + seed + ", round " + round + ": " + gfn + " is lost");
                }
                for (long gfn = dirty.next(0); gfn >= 0; gfn = dirty.next(gfn + 1)) {
                    bench.runMs(0.001);
                    bench.log.beforeSending(gfn);
                    bench.writer.copied(gfn);
                    bench.written.clear(gfn);
                }
            }
            assertTrue(reported > 5000, "seed " + seed + " proves nothing: " + reported);
            assertEquals(0, bench.written.count());
        }
    }

    @Test
    void enablingSplitsOrProtectsOrDoesNeither() {
        CpuLogging log = CpuLogging.STANDARD;
        long bitmapPs = COSTS.copyPs(PAGES / 8);
        assertEquals(200_000 + bitmapPs, enable(log), "one ioctl for the one slot, and the bitmap filled");
        assertEquals(9_300_000_000L / 16, enable(log.clearedAtGet()), "64 MiB at 9.3 ms a GiB");
        CpuLogging lazy = new CpuLogging(Kind.PML, false, false, false, false, 1, 4096);
        assertEquals(670_000_000L / 16, enable(lazy));
        assertEquals(9_300_000_000L / 16, enable(log.with(Kind.DIRTY_RING)));
    }

    private static long enable(CpuLogging how) {
        return new WriterBench(1, 0, 64, 0, COSTS, how).log.enable();
    }

    /** Initially all set, the first clear of a chunk pays for the pages that enabling left alone; the second for none. */
    @Test
    void theFirstClearOfAChunkPays() {
        WriterBench bench = new WriterBench(1, 0, 2048, 0, COSTS, CpuLogging.STANDARD);
        bench.log.enable();
        long pages = 1 << 18;
        long firstPs = 200_000 + 9_300_000_000L + pages * 45_000;
        assertEquals(firstPs, bench.log.beforeSending(0));
        assertEquals(0, bench.log.beforeSending(pages - 1), "the same chunk");
        assertEquals(firstPs, bench.log.beforeSending(pages));
        assertEquals(0, bench.read().count());
        assertEquals(200_000, bench.log.beforeSending(0), "nothing is set any more");
        CpuLogging lazy = new CpuLogging(Kind.WRITE_PROTECT, true, true, false, false, 1, 4096);
        WriterBench huge = new WriterBench(1, 0, 2048, 0, COSTS, lazy);
        huge.log.enable();
        assertEquals(200_000 + 670_000_000L, huge.log.beforeSending(0), "protected as huge mappings");
    }

    /** Legacy reads clear; by chunk they only copy. */
    @Test
    void aReadCopiesAndTheLegacyOneClears() {
        for (boolean byChunk : new boolean[] {true, false}) {
            CpuLogging how = new CpuLogging(Kind.WRITE_PROTECT, false, byChunk, true, false, 4, 4096);
            WriterBench bench = new WriterBench(1, 1e8, 64, 4, COSTS, how);
            bench.log.enable();
            bench.runMs(100);
            GfnBitmap into = new GfnBitmap(bench.slots.gfnLimit());
            long ps = bench.log.read(into);
            assertEquals(1024, into.count(), "all of the working set");
            assertEquals(COSTS.coldCopyPs(PAGES / 8) + (byChunk ? 0 : 1024 * 45_000), ps, "the first is cold");
            assertEquals(byChunk ? 200_000 + 1024 * 45_000 : 0, bench.log.beforeSending(PAGES - 1));
            assertEquals(COSTS.copyPs(PAGES / 8), bench.log.read(into), "and clears nothing");
        }
    }

    /** What is read and not yet cleared is read again; what is written meanwhile makes no entry. */
    @Test
    void untilItsChunkIsClearedAPageStaysSetAndUnprotected() {
        WriterBench bench = new WriterBench(1, 1e8, 64, 4, COSTS, CpuLogging.STANDARD);
        bench.log.enable();
        assertEquals(PAGES, bench.read().count(), "all set");
        bench.runMs(50);
        assertEquals(0, bench.told, "nothing is protected or copied");
        assertEquals(PAGES, bench.read().count());
        bench.log.beforeSending(0);
        bench.runMs(50);
        assertEquals(1024, bench.told);
        assertEquals(1024, bench.read().count());
        bench.runMs(50);
        assertEquals(1024, bench.read().count(), "still set");
        assertEquals(1024, bench.told);
    }

    /** With faults of their own, shared: each costs its vCPU 260 ns; writes and faults take turns. */
    @Test
    void aVcpuThatFaultsWritesLess() {
        double perSecond = 4_000_000;
        for (Kind kind : new Kind[] {Kind.WRITE_PROTECT, Kind.PML}) {
            CpuLogging how = new CpuLogging(kind, false, false, true, false, 1, 4096);
            WriterBench bench = new WriterBench(1, perSecond, 1024, 1024, COSTS, how);
            bench.log.enable();
            bench.loop.runUntil(20 * WriterBench.MS_PS);
            bench.writer.advance();
            long told = bench.told;
            bench.runMs(5);
            double faultNs = kind == Kind.PML ? (620 + 512 * 10) / 512.0 : 260;
            // Pages left are 262144 - told, near enough constant over 5 ms; a cycle is one wait and one fault.
            double left = 1 - (told + bench.told) / 2.0 / 262144;
            double cycleNs = 1e9 / (perSecond * left) + faultNs;
            assertEquals(5e6 / cycleNs, bench.told - told, 0.04 * 5e6 / cycleNs, "seed 1, " + kind);
        }
    }

    /** Enabling holds the MMU lock, and the first faults wait for it. */
    @Test
    void faultsWaitForTheHostsWorkOnTheTables() {
        CpuLogging how = new CpuLogging(Kind.WRITE_PROTECT, false, false, true, false, 4, 4096);
        WriterBench bench = new WriterBench(1, 1e8, 1024, 1024, COSTS, how);
        long enablePs = bench.log.enable();
        bench.runMs(9);
        assertEquals(4, bench.told, "each vCPU's first write, and then it stalls");
        assertEquals(9.3 * WriterBench.MS_PS, enablePs);
        bench.runMs(1);
        assertTrue(bench.told > 1000);
    }

    /** A ring's vCPU leaves at the limit, and its page is protected again: more first writes than a bitmap has. */
    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"DIRTY_RING", "DIRTY_RING_PML"})
    void fullRingsAreHarvestedUnderTheVmmsLock(Kind kind) {
        CpuLogging how = new CpuLogging(kind, false, false, true, false, 2, 1024);
        WriterBench bench = new WriterBench(1, 1_000_000, 64, 16, COSTS, how);
        bench.log.enable();
        bench.runMs(50);
        long limit = 1024 - 64 - (kind.pml() ? 512 : 0);
        assertEquals(limit, how.ringLimit());
        long harvests = bench.vmmLock.grants();
        assertTrue(bench.told > 4 * 4096, "pages are logged again and again: " + bench.told);
        // Both rings fill about together: between once and twice the limit a harvest.
        assertTrue(
                harvests >= bench.told / (2 * limit) - 1 && harvests <= bench.told / limit,
                harvests + " harvests of " + bench.told + " entries");
        assertTrue(bench.log.vcpuPs() > bench.told * 65_000, "65 ns an entry, and exits");
        assertEquals(bench.written.count(), bench.read().count(), "in the rings or harvested");
    }

    /** While another holds the lock nobody harvests, and the guest comes to rest. */
    @Test
    void aGuestWithFullRingsWaitsForTheLock() {
        CpuLogging how = new CpuLogging(Kind.DIRTY_RING, false, false, true, false, 2, 256);
        WriterBench bench = new WriterBench(1, 1_000_000, 64, 16, COSTS, how);
        bench.log.enable();
        bench.vmmLock.acquire((kind, argument) -> {}, 0, 0);
        bench.runMs(50);
        assertEquals(2 * 192, bench.told, "both rings filled to the limit");
        assertEquals(0, bench.log.lockWaitPs());
        bench.vmmLock.release();
        bench.runMs(50);
        assertTrue(bench.told > 10 * 192);
        assertTrue(bench.log.lockWaitPs() > 40 * WriterBench.MS_PS);
    }

    /** A vCPU that harvests its own ring waits for as long as its entries take. */
    @Test
    void aRingThatIsHarvestedAloneCostsItsVcpuEachEntry() {
        CpuLogging how = new CpuLogging(Kind.DIRTY_RING, false, false, true, false, 1, 1024);
        double[] nsPerEntry = new double[2];
        int[] harvestNs = {2, 200};
        for (int n = 0; n < 2; n++) {
            CostModel costs = Parameters.with(COSTS, Map.of("ring-entry-ns", Integer.toString(harvestNs[n])), "test");
            WriterBench bench = new WriterBench(1, 1e9, 64, 64, costs, how);
            bench.log.enable();
            bench.log.rings().harvestOneByOne();
            bench.runMs(200);
            nsPerEntry[n] = 200e6 / bench.told;
        }
        assertEquals(198, nsPerEntry[1] - nsPerEntry[0], 5);
    }

    /** The exclusive lock serves one fault at a time, however many vCPUs there are. */
    @Test
    void exclusiveFaultsComeOneAfterTheOther() {
        for (int vcpus : new int[] {1, 16}) {
            CpuLogging how = new CpuLogging(Kind.WRITE_PROTECT, false, true, true, true, vcpus, 4096);
            CostModel quick = Parameters.with(COSTS, Map.of("log-split-ms-per-gib", "2"), "test");
            WriterBench bench = new WriterBench(1, 1e9, 1024, 1024, quick, how);
            bench.log.enable();
            bench.runMs(2);
            long told = bench.told;
            bench.runMs(12);
            assertEquals(12e6 / 1200, bench.told - told, 12e6 / 1200 * 0.01, vcpus + " vCPUs");
        }
    }

    /** A huge mapping that is not split ahead costs each page one fault under the exclusive lock, PML or not. */
    @Test
    void lazySplitsCostAFaultAPageOnce() {
        CpuLogging how = new CpuLogging(Kind.PML, false, false, false, false, 1, 4096);
        WriterBench bench = new WriterBench(1, 1e8, 64, 4, COSTS, how);
        bench.log.enable();
        bench.runMs(100);
        assertEquals(1024, bench.told);
        long exits = 2 * (620_000 + 512 * 10_000L);
        assertEquals(1024 * 1_200_000L + exits, bench.log.vcpuPs());
        bench.read();
        long drained = bench.log.vcpuPs();
        bench.runMs(100);
        assertEquals(2048, bench.told);
        assertEquals(drained + exits, bench.log.vcpuPs(), "the second time there is no fault");
    }
}
