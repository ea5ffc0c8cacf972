package dirtysim.traps;

import static dirtysim.traps.HostBench.IOVA;
import static dirtysim.traps.HostBench.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.iommu.Iommu;
import dirtysim.iommu.TranslationCache;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Traps that lie in device-TLBs, in posted writes, and in first-stage tables that lie in guest memory. */
class TranslationTrapsTest {
    private static final long GFN = 100;
    private static final long OTHER = 200;
    private static final long NS_PS = 1_000;
    /** Levels of the first stage, each one table of one page here. */
    private static final int TABLES = 4;

    @Test
    @DisplayName("trap 1: a device-TLB hides writes from a cleared D, whatever is done to the IOTLB")
    void trap1TheDeviceTlbIsInvalidatedToo() {
        for (DirtyTracker scheme : List.of(new ShadowDirtyBit(), new NestedDirtyBit())) {
            HostBench broken = writtenThroughADeviceTlb(scheme);
            clear(broken);
            broken.vm.iommu().caches().invalidateAll();
            broken.write(0, IOVA);
            assertEquals(List.of(GFN, GFN), broken.written, scheme.id());
            assertEquals(1, broken.vm.iommu().deviceTlbHits(), scheme.id());
            assertEquals(List.of(), broken.query(), scheme.id() + " cannot know of it");
            assertEquals(1, broken.missed(), scheme.id());
        }
        for (DirtyTracker scheme : List.of(new ShadowDirtyBit(), new NestedDirtyBit())) {
            HostBench kept = writtenThroughADeviceTlb(scheme);
            clear(kept);
            kept.vm.iommu().caches().invalidateAll();
            kept.vm.iommu().deviceTlb(0).invalidateAll();
            kept.write(0, IOVA);
            assertEquals(List.of(GFN), kept.query(), scheme.id());
            assertEquals(0, kept.missed(), scheme.id());

            kept.write(0, IOVA);
            assertEquals(List.of(GFN), kept.query(), scheme.id() + ": its own invalidation reaches the device-TLB");
            assertEquals(0, kept.missed(), scheme.id());
        }
    }

    /** Tracked, written once, and that write reported. */
    private static HostBench writtenThroughADeviceTlb(DirtyTracker scheme) {
        HostBench bench = new HostBench(scheme, "ats", "on");
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.write(0, IOVA);
        bench.truth.reported(bench.vm.newBitmap());
        assertTrue(bench.dirty(0, bench.vm.iommu().domain(0).nested() ? GFN << 12 : IOVA));
        return bench;
    }

    /** Clears every D and tells nobody; what was written so far counts as reported. */
    private static void clear(HostBench bench) {
        PageTable table = bench.vm.secondLevel(0);
        table.scanDirty(0, table.inputLimit(), Long.MAX_VALUE, true, (input, size, entry) -> {});
        bench.truth.trackingStarted();
    }

    @Test
    @DisplayName("trap 23: clearing D of a nested second level asks for a flush of the whole device-TLB")
    void trap23TheWholeDeviceTlbIsFlushed() {
        HostBench bench = writtenThroughADeviceTlb(new NestedDirtyBit());
        Iommu iommu = bench.vm.iommu();
        TranslationCache deviceTlb = iommu.deviceTlb(0);
        clear(bench);
        iommu.caches().invalidateAll();
        deviceTlb.invalidatePasidPages(0, Iommu.RID_PASID, GFN << 12, 4096, true);
        bench.write(0, IOVA);
        assertFalse(bench.dirty(0, GFN << 12), "the GPA is no address that the device knows");
        assertEquals(1, bench.missed());

        deviceTlb.invalidateAll();
        bench.write(0, IOVA);
        assertTrue(bench.dirty(0, GFN << 12));
        assertEquals(List.of(GFN), bench.query());
        assertEquals(0, bench.missed());
    }

    @Test
    @DisplayName("trap 3: D is visible before the data, so a page is copied after writes have drained")
    void trap3DrainBeforeTheCopy() {
        HostBench early = seenDirtyBeforeTheData();
        early.truth.copied(GFN, true);
        early.loop.run();
        assertEquals(List.of(GFN), early.written);
        assertEquals(1, early.truth.stalePages(), "the copy holds the old data");

        HostBench drained = seenDirtyBeforeTheData();
        drained.vm
                .iommu()
                .invalidations()
                .invalidateDomain(
                        0,
                        (kind, argument) -> {
                            assertEquals(List.of(GFN), drained.written, "no invalidation is complete before the data");
                            drained.truth.copied(GFN, true);
                        },
                        0,
                        0);
        drained.loop.run();
        assertEquals(0, drained.truth.stalePages());
    }

    private static HostBench seenDirtyBeforeTheData() {
        HostBench bench = new HostBench(new NestedDirtyBit(), "posted-write-ns", "2000", "invalidate-ns", "100");
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.beginWrite(0, IOVA);
        while (!bench.dirty(0, GFN << 12)) {
            bench.loop.runUntil(bench.loop.nowPs() + NS_PS);
        }
        assertEquals(List.of(), bench.written);
        return bench;
    }

    @Test
    @DisplayName("trap 22: A and D that the hardware sets in first-stage tables dirty the tables' own pages")
    void trap22TablePagesAreDirtiedByTheHardware() {
        HostBench preset = firstWrite("preset");
        assertEquals(List.of(GFN), preset.query());
        assertEquals(List.of(), preset.tablesWritten);

        HostBench onUpdate = firstWrite("on-update");
        assertEquals(TABLES, new TreeSet<>(onUpdate.tablesWritten).size());
        TreeSet<Long> all = new TreeSet<>(onUpdate.tablesWritten);
        all.add(GFN);
        assertEquals(List.copyOf(all), onUpdate.query());
        onUpdate.tablesWritten.clear();
        onUpdate.write(0, IOVA);
        assertEquals(List.of(GFN), onUpdate.query(), "A and D are set: nothing to update");
        onUpdate.map(0, IOVA + 4096, OTHER);
        onUpdate.write(0, IOVA + 4096);
        assertEquals(1, onUpdate.tablesWritten.size(), "one entry of the same table");
        assertTrue(onUpdate.query().contains(onUpdate.tablesWritten.get(0)));
        assertEquals(0, onUpdate.missed());

        HostBench everyWalk = firstWrite("every-walk");
        assertEquals(List.copyOf(all), everyWalk.query());
        everyWalk.tablesWritten.clear();
        everyWalk.write(0, IOVA);
        assertEquals(List.copyOf(all), everyWalk.query(), "read again is dirty again");
        assertEquals(List.of(), everyWalk.tablesWritten, "though nothing has changed");
        assertEquals(0, everyWalk.missed());
    }

    private static HostBench firstWrite(String firstStageAd) {
        HostBench bench = new HostBench(new NestedDirtyBit(), "first-stage-ad", firstStageAd);
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.write(0, IOVA);
        assertEquals(List.of(GFN), bench.written, firstStageAd);
        return bench;
    }

    @Test
    @DisplayName("trap 22: a table's page that was cleaned without an invalidation is changed unseen")
    void trap22TheTranslationOfATablePageIsCachedToo() {
        HostBench bench = firstWrite("on-update");
        clear(bench);
        bench.tablesWritten.clear();
        bench.map(0, IOVA + 4096, OTHER);
        bench.write(0, IOVA + 4096);
        assertEquals(1, bench.tablesWritten.size());
        assertFalse(bench.dirty(0, bench.tablesWritten.get(0) << 12), "D of the page is cached as set");
        assertEquals(List.of(OTHER), bench.query());
        assertEquals(1, bench.missed());
    }

    @Test
    @DisplayName("trap 22: an update of a table needs the second stage's permission to write it")
    void trap22TablesHaveToBeWritable() {
        for (String mode : List.of("preset", "on-update", "every-walk")) {
            HostBench bench = new HostBench(new NestedDirtyBit(), "first-stage-ad", mode);
            bench.map(0, IOVA, GFN);
            PageTable second = bench.vm.secondLevel(0);
            PageTable first = bench.vm.iommu().domain(0).firstStage();
            assertTrue(first.find(IOVA));
            long tableGpa = first.tableAddress(1);
            long hpa = second.translate(tableGpa);
            second.unmap(tableGpa);
            second.map(tableGpa, hpa, PageSize.SIZE_4K, false);
            bench.vm.iommu().access(0, IOVA, false, NOTHING, 0, 0);
            bench.loop.run();
            assertEquals(mode.equals("preset") ? 0 : 1, bench.vm.iommu().faults(), mode);
            assertFalse(bench.dirty(0, tableGpa), mode);
        }
    }
}
