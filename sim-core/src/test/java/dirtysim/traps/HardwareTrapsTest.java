package dirtysim.traps;

import static dirtysim.traps.HostBench.IOVA;
import static dirtysim.traps.HostBench.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationDomain;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps that lie in D bits, in what caches them, and in the order in which they are read, cleared and copied. */
class HardwareTrapsTest {
    private static final long GFN = 100;
    private static final long OTHER = 200;
    private static final long NS_PS = 1_000;

    @Test
    @DisplayName("trap 2: a sneak write is safe only if its page is copied after the invalidation is complete")
    void trap2CopyAfterTheInvalidationIsComplete() {
        assertEquals(1, staleAfterASneakWrite(true), "copied during the walk");
        assertEquals(0, staleAfterASneakWrite(false), "copied after the query");
    }

    private static long staleAfterASneakWrite(boolean copiesDuringTheWalk) {
        HostBench bench = new HostBench(new NestedDirtyBit());
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.write(0, IOVA);
        GfnBitmap into = bench.beginQuery();
        while (bench.dirty(0, GFN << 12)) {
            bench.loop.runUntil(bench.loop.nowPs() + NS_PS);
        }
        if (copiesDuringTheWalk) {
            bench.truth.copied(GFN, true);
        }
        bench.beginWrite(0, IOVA);
        bench.loop.run();
        assertEquals(List.of(GFN, GFN), bench.written);
        assertEquals(1, bench.vm.iommu().misses(), "the cached D let it through");
        assertEquals(List.of(GFN), HostBench.gfns(into));
        if (!copiesDuringTheWalk) {
            bench.truth.copied(GFN, true);
        }
        assertEquals(List.of(), bench.query(), "nothing recorded it");
        return bench.truth.stalePages();
    }

    @Test
    @DisplayName("trap 5: a write between a NO_CLEAR read and the unmap is seen by an unmap that exchanges the entry")
    void trap5TheExchangeAtUnmapClosesTheWindowAfterARead() {
        EventLoop loop = new EventLoop();
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
        List<Long> written = new ArrayList<>();
        Iommu iommu = new Iommu(loop, CostModel.defaults(), (device, iova, hpa) -> written.add(iova));
        iommu.attach(new TranslationDomain(0, null, table));
        table.map(IOVA, 0x5000, PageSize.SIZE_4K, true);
        List<Long> readBefore = new ArrayList<>();
        table.scanDirty(0, table.inputLimit(), Long.MAX_VALUE, false, (iova, size, entry) -> readBefore.add(iova));
        iommu.access(0, IOVA, true, NOTHING, 0, 0);
        loop.run();
        assertEquals(List.of(IOVA), written);
        long exchanged = table.unmap(IOVA);
        assertEquals(List.of(), readBefore, "the read alone loses it");
        assertTrue(table.format().dirty(exchanged), "the exchange does not");
        iommu.access(0, IOVA, true, NOTHING, 0, 0);
        loop.run();
        assertEquals(2, written.size(), "until the invalidation it writes on, with D taken already");
        iommu.invalidations().invalidate(0, IOVA, 4096, NOTHING, 0, 0);
        loop.run();
        iommu.access(0, IOVA, true, NOTHING, 0, 0);
        loop.run();
        assertEquals(2, written.size());
    }

    @ParameterizedTest
    @EnumSource(
            value = PageSize.class,
            names = {"SIZE_2M", "SIZE_1G"})
    @DisplayName("trap 13: D of a superpage makes all of its GFNs dirty, at every sync that follows a write")
    void trap13ASuperpageIsDirtyWhole(PageSize size) {
        HostBench bench = onSuperpage(new NestedDirtyBit(), size);
        List<Long> whole = LongStream.range(0, size.pages()).boxed().toList();
        for (int sync = 0; sync < 3; sync++) {
            bench.write(0, IOVA);
            assertEquals(whole, bench.query(), "sync " + sync);
        }
        assertEquals(List.of(), bench.query());
        assertEquals(0, bench.missed());

        HostBench broken = onSuperpage(new OneGfnPerLeaf(), size);
        broken.write(0, IOVA);
        assertEquals(List.of(0L), broken.query());
        assertEquals(1, broken.missed());
    }

    /** The first leaf of guest memory made large, and its page {@link #GFN} mapped for the device. */
    private static HostBench onSuperpage(DirtyTracker tracker, PageSize size) {
        HostBench bench = new HostBench(tracker, Platform.NESTED, 1L << 31, 1);
        PageTable table = bench.vm.secondLevel(0);
        long hpa = table.translate(0);
        for (long gpa = 0; gpa < size.bytes(); gpa += 4096) {
            table.unmap(gpa);
        }
        table.map(0, hpa, size, true);
        bench.start();
        bench.map(0, IOVA, GFN);
        return bench;
    }

    private static final class OneGfnPerLeaf extends ShadowSketch {
        @Override
        public Platform platform() {
            return Platform.NESTED;
        }

        @Override
        void found(int device, long gpa) {
            bitmap.set(gpa >>> 12);
        }
    }

    @Test
    @DisplayName("trap 15: a request that ends mid-leaf clears the D of all of it, so requests are leaf-aligned")
    void trap15ARequestMidLeafLosesTheRest() {
        long half = PageSize.SIZE_2M.bytes() / 2;
        PageTable table = dirtyLeaf(PageSize.SIZE_2M);
        TreeSet<Long> broken = new TreeSet<>(request(table, half, 2 * half));
        broken.addAll(request(table, 0, half));
        assertFalse(broken.contains(GFN), "the head's bit went with the first request");
        assertTrue(broken.contains(256 + GFN), "and the tail, never written, is reported");

        TreeSet<Long> kept = request(dirtyLeaf(PageSize.SIZE_2M), 0, 2 * half);
        assertTrue(kept.contains(GFN));
        assertEquals(512, kept.size());
    }

    @Test
    @DisplayName("trap 21: a leaf larger than the window of a walk is carried over into the windows that follow")
    void trap21TheRemainderOfAHugeLeafIsCarried() {
        long window = PageSize.SIZE_1G.bytes() / 8;
        long inThird = (2 * window >>> 12) + GFN;
        PageTable table = dirtyLeaf(PageSize.SIZE_1G);
        TreeSet<Long> clipped = new TreeSet<>();
        for (int n = 0; n < 8; n++) {
            clipped.addAll(request(table, n * window, (n + 1) * window));
        }
        assertFalse(clipped.contains(inThird));
        assertEquals(window >>> 12, clipped.size(), "the first window alone");

        PageTable same = dirtyLeaf(PageSize.SIZE_1G);
        TreeSet<Long> carried = new TreeSet<>();
        for (int n = 0; n < 8; n++) {
            same.scanDirty(
                    n * window,
                    (n + 1) * window,
                    Long.MAX_VALUE,
                    true,
                    (input, size, entry) ->
                            LongStream.range(0, size.pages()).forEach(page -> carried.add((input >>> 12) + page)));
        }
        assertTrue(carried.contains(inThird));
        assertEquals(PageSize.SIZE_1G.pages(), carried.size());
    }

    private static PageTable dirtyLeaf(PageSize size) {
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
        table.map(0, 0, size, true);
        assertEquals(TranslationDomain.Outcome.DONE, new TranslationDomain(0, null, table).walk(GFN << 12, true, true));
        return table;
    }

    /** A query that reports no more than it was asked for. */
    private static TreeSet<Long> request(PageTable table, long from, long to) {
        TreeSet<Long> gfns = new TreeSet<>();
        table.scanDirty(from, to, Long.MAX_VALUE, true, (input, size, entry) -> {
            for (long at = Math.max(input, from); at < Math.min(input + size.bytes(), to); at += 4096) {
                gfns.add(at >>> 12);
            }
        });
        return gfns;
    }

    @Test
    @DisplayName("trap 18: the start clears D bits from before it and flushes them")
    void trap18TheStartClearsAndFlushes() {
        for (DirtyTracker sound : List.of(new ShadowDirtyBit(), new NestedDirtyBit())) {
            HostBench bench = writtenBeforeTheStart(sound);
            assertEquals(List.of(), bench.query(), sound.id());
            bench.write(0, IOVA);
            assertEquals(List.of(GFN), bench.query(), sound.id());
            assertEquals(0, bench.missed(), sound.id());
        }
        ShadowSketch noClear = new ShadowSketch() {
            @Override
            public void started(Script script) {}
        };
        assertEquals(List.of(GFN), writtenBeforeTheStart(noClear).query(), "stale bits make the first sync all dirty");
        ShadowSketch noFlush = new ShadowSketch() {
            @Override
            public void started(Script script) {
                script.lockDomain();
                scanAll(script);
                script.work(this::forget).unlockDomain();
            }
        };
        HostBench losing = writtenBeforeTheStart(noFlush);
        losing.write(0, IOVA);
        assertEquals(List.of(), losing.query(), "the cached D hides the write");
        assertEquals(1, losing.missed());
    }

    /** An earlier migration has switched tracking on, and D bits have been set since. */
    private static HostBench writtenBeforeTheStart(DirtyTracker tracker) {
        HostBench bench = new HostBench(tracker);
        bench.queries.prepare(Script::enableDirtyTracking, NOTHING, 0);
        bench.loop.run();
        bench.map(0, IOVA, GFN);
        bench.write(0, IOVA);
        assertTrue(bench.dirty(0, tracker.platform() == Platform.NESTED ? GFN << 12 : IOVA));
        bench.start();
        return bench;
    }

    @Test
    @DisplayName("trap 19: a query ORs into the bitmap that it is given; zeroing it is the caller's part")
    void trap19TheCallerZeroesTheBitmap() {
        NestedDirtyBit tracker = new NestedDirtyBit();
        HostBench bench = new HostBench(tracker);
        bench.start();
        bench.map(0, IOVA, GFN, OTHER);
        bench.write(0, IOVA);
        GfnBitmap into = bench.beginQuery();
        bench.loop.run();
        bench.write(0, IOVA + 4096);
        bench.queries.query(tracker::query, into, NOTHING, 0);
        bench.loop.run();
        assertEquals(List.of(GFN, OTHER), HostBench.gfns(into), "not zeroed: the old bit is reported again");
        into.clearAll();
        bench.write(0, IOVA + 4096);
        bench.queries.query(tracker::query, into, NOTHING, 0);
        bench.loop.run();
        assertEquals(List.of(OTHER), HostBench.gfns(into));
    }

    @Test
    @DisplayName("trap 23: a nested guest's unmap needs no harvest, for D is kept under the GPA")
    void trap23ANestedUnmapNeedsNoHarvest() {
        HostBench bench = new HostBench(new NestedDirtyBit());
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.write(0, IOVA);
        bench.unmap(0, IOVA);
        bench.map(0, IOVA, OTHER);
        assertEquals(List.of(GFN), bench.query());
        assertEquals(0, bench.missed());
    }

    @Test
    @DisplayName("trap 23: clearing D of a shared second level asks for a flush of every domain nested on it")
    void trap23EveryNestedDomainIsFlushed() {
        HostBench bench = new HostBench(new NestedDirtyBit(), Platform.NESTED, 64L << 20, 2);
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.map(1, IOVA, OTHER);
        writeBoth(bench);
        PageTable shared = bench.vm.secondLevel(0);
        shared.scanDirty(0, shared.inputLimit(), Long.MAX_VALUE, true, (gpa, size, entry) -> {});
        bench.vm.iommu().invalidations().invalidateDomain(0, NOTHING, 0, 0);
        bench.loop.run();
        writeBoth(bench);
        assertEquals(List.of(GFN, OTHER, GFN, OTHER), bench.written);
        assertTrue(bench.dirty(0, GFN << 12));
        assertFalse(bench.dirty(0, OTHER << 12), "the other domain still has D cached");

        bench.query();
        writeBoth(bench);
        assertEquals(List.of(GFN, OTHER), bench.query());
        assertEquals(0, bench.missed());
    }

    private static void writeBoth(HostBench bench) {
        bench.write(0, IOVA);
        bench.write(1, IOVA);
    }

    @Test
    @DisplayName("trap 28: a harvest at an unmap during a sync reaches this report or the next, whenever it comes")
    void trap28AHarvestDuringASyncIsNotLost() {
        int lost = 0;
        for (long offsetPs = 0; offsetPs < 40_000 * NS_PS; offsetPs += 200 * NS_PS) {
            assertEquals(0, missedIfUnmappedAt(offsetPs, new ShadowDirtyBit()), "unmapped at " + offsetPs + " ps");
            lost += missedIfUnmappedAt(offsetPs, new CopyThenClear()) > 0 ? 1 : 0;
        }
        assertTrue(lost > 0, "bits cleared unseen were never caught");
    }

    private static long missedIfUnmappedAt(long offsetPs, DirtyTracker tracker) {
        HostBench bench = new HostBench(tracker);
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.beginQuery();
        bench.loop.schedule(
                offsetPs,
                (kind, argument) -> {
                    bench.beginWrite(0, IOVA);
                    bench.beginUnmap(0, IOVA, false);
                },
                0,
                0);
        bench.loop.run();
        assertEquals(List.of(GFN), bench.written);
        bench.query();
        return bench.missed();
    }

    /** Reads the bitmap at one instant and clears it at a later one, outside the lock under which unmaps set bits. */
    private static final class CopyThenClear extends ShadowSketch {
        @Override
        public void query(Script script) {
            GfnBitmap copied = host.newBitmap();
            script.lockDomain();
            scanAll(script);
            script.invalidateDomains()
                    .unlockDomain()
                    .work(() -> {
                        HostBench.gfns(bitmap).forEach(copied::set);
                        host.charge(Cost.COPY, 10_000 * NS_PS);
                        return false;
                    })
                    .work(this::forget)
                    .copyOut(copied);
        }
    }

    @Test
    @DisplayName("trap 33: a D bit cleared by read and write back drops the D that the hardware sets in between")
    void trap33DIsClearedAtomically() {
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
        TranslationDomain domain = new TranslationDomain(0, null, table);
        EntryFormat format = table.format();
        table.map(0, 0x5000, PageSize.SIZE_4K, true);
        domain.walk(0, false, false);
        assertTrue(table.find(0));
        long seen = table.foundEntry();
        assertFalse(format.dirty(seen));
        domain.walk(0, true, true);
        assertTrue(table.find(0));
        table.updateFound(seen & ~format.dirtyBit());
        assertEquals(0, request(table, 0, 4096).size(), "D observed clear and written back: fatal");

        domain.walk(0, true, true);
        assertTrue(table.find(0));
        long dirtySeen = table.foundEntry() & ~format.accessedBit();
        table.updateFound(dirtySeen);
        domain.walk(0, false, false);
        assertTrue(table.find(0));
        table.updateFound(dirtySeen & ~format.dirtyBit());
        assertFalse(format.accessed(table.foundEntry()), "an A dropped is harmless");

        assertEquals(0, request(table, 0, 4096).size());
        domain.walk(0, true, true);
        assertEquals(1, request(table, 0, 4096).size(), "read and cleared at one instant: nothing is dropped");
        domain.walk(0, true, true);
        assertEquals(1, request(table, 0, 4096).size());
    }
}
