package dirtysim.traps;

import static dirtysim.traps.HostBench.IOVA;
import static dirtysim.traps.HostBench.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.iommu.PasidEntry;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.DomainTarget;
import dirtysim.tracking.Script;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Traps that lie in a device moved to another domain. */
class DomainSwitchTrapsTest {
    private static final long GFN = 100;
    private static final long OTHER = 200;
    private static final long OTHER_IOVA = 0x1234_5000L;
    private static final List<Supplier<DirtyTracker>> SOUND = List.of(ShadowDirtyBit::new, NestedDirtyBit::new);

    private static void switchTo(HostBench bench, DomainTarget target) {
        bench.viommu.switchDomain(0, 0, target, NOTHING, 0);
        bench.loop.run();
    }

    /** What is reported, if a device writes two pages and is then blocked. */
    private static List<Long> writeThenBlock(DirtyTracker tracker, long missed) {
        HostBench bench = new HostBench(tracker);
        bench.map(0, IOVA, GFN);
        bench.start();
        bench.map(0, OTHER_IOVA, OTHER);
        bench.write(0, IOVA);
        bench.write(0, OTHER_IOVA);
        switchTo(bench, DomainTarget.BLOCKED);
        bench.write(0, IOVA);
        assertEquals(1, bench.vm.iommu().faults(), "blocked");
        List<Long> reported = bench.query();
        assertEquals(missed, bench.missed(), tracker.id());
        return reported;
    }

    @Test
    @DisplayName("trap 8: when a device is blocked, each cached mapping is harvested with its own GPA")
    void trap8EachCachedMappingIsHarvestedAtTheSwitch() {
        for (Supplier<DirtyTracker> sound : SOUND) {
            assertEquals(List.of(GFN, OTHER), writeThenBlock(sound.get(), 0));
        }
        assertEquals(List.of(), writeThenBlock(new NoHarvest(), 2));
        ShadowSketch one = new ShadowSketch() {
            @Override
            public void unmapping(DmaRange range, Script script) {
                script.exchange(range, this::atZero).invalidate(range);
            }

            private void atZero(int device, long iova, PageSize size, long entry) {
                if (EntryFormat.SECOND_STAGE.dirty(entry)) {
                    bitmap.set(0);
                }
            }
        };
        assertEquals(List.of(0L), writeThenBlock(one, 2), "one unmap of everything, translated to address 0");
    }

    /** What is reported, if a device writes through the identity mapping and is then blocked. */
    private static List<Long> passThroughThenBlock(DirtyTracker tracker, long missed) {
        HostBench bench = new HostBench(tracker);
        bench.map(0, IOVA, GFN);
        bench.start();
        bench.write(0, IOVA);
        assertEquals(List.of(GFN), bench.query());
        switchTo(bench, DomainTarget.PASSTHROUGH);
        bench.write(0, OTHER << 12);
        assertEquals(List.of(GFN, OTHER), bench.written);
        switchTo(bench, DomainTarget.BLOCKED);
        bench.write(0, OTHER << 12);
        assertEquals(1, bench.vm.iommu().faults(), "blocked");
        List<Long> reported = bench.query();
        assertEquals(missed, bench.missed(), tracker.id());
        return reported;
    }

    @Test
    @DisplayName("trap 8: from pass-through to blocked, the identity mapping is harvested")
    void trap8TheIdentityMappingIsHarvested() {
        for (Supplier<DirtyTracker> sound : SOUND) {
            assertEquals(List.of(OTHER), passThroughThenBlock(sound.get(), 0));
        }
        assertEquals(List.of(), passThroughThenBlock(new NoHarvest(), 1));
    }

    @Test
    @DisplayName(
            "trap 8: the lazily unmapped goes with the switch, and a device translated again starts with nothing mapped")
    void trap8ThereAndBackAgain() {
        for (Supplier<DirtyTracker> sound : SOUND) {
            HostBench bench = new HostBench(sound.get());
            bench.map(0, IOVA, GFN);
            bench.start();
            bench.write(0, IOVA);
            bench.unmapLazily(0, IOVA);
            bench.write(0, IOVA);
            switchTo(bench, DomainTarget.PASSTHROUGH);
            assertThrows(IllegalStateException.class, () -> bench.map(0, IOVA, GFN));
            bench.write(0, OTHER << 12);
            switchTo(bench, DomainTarget.TRANSLATED);
            bench.write(0, IOVA);
            bench.write(0, OTHER << 12);
            assertEquals(2, bench.vm.iommu().faults());
            assertEquals(List.of(GFN, OTHER), bench.query());
            bench.map(0, IOVA, OTHER);
            bench.write(0, IOVA);
            assertEquals(List.of(GFN, GFN, OTHER, OTHER), bench.written);
            assertEquals(List.of(OTHER), bench.query());
            assertEquals(0, bench.missed());
        }
    }

    @Test
    @DisplayName("trap 8: the PASID cache is invalidated too, or a device that should be blocked writes on")
    void trap8ThePasidCacheIsInvalidated() {
        HostBench bench = new HostBench(new NestedDirtyBit());
        bench.map(0, IOVA, GFN);
        bench.start();
        bench.write(0, IOVA);
        PasidEntry blocked = new PasidEntry(PasidEntry.Type.NOT_PRESENT, 0, false);
        bench.vm.iommu().pasids().replace(0, blocked);
        bench.vm.iommu().caches().invalidateAll();
        bench.write(0, IOVA);
        assertEquals(List.of(GFN, GFN), bench.written, "the hardware acts on the entry that it has cached");
        bench.vm.iommu().invalidations().request().pasidCache(0).domain(0).submit(NOTHING, 0, 0);
        bench.loop.run();
        bench.write(0, IOVA);
        assertEquals(2, bench.written.size());
        assertEquals(1, bench.vm.iommu().faults());
    }

    @Test
    @DisplayName("trap 8: a device that was blocked when tracking began is tracked once it is translated again")
    void trap8ADeviceBlockedAtTheStartIsTrackedLater() {
        for (Supplier<DirtyTracker> sound : SOUND) {
            HostBench bench = new HostBench(sound.get());
            switchTo(bench, DomainTarget.BLOCKED);
            bench.start();
            switchTo(bench, DomainTarget.TRANSLATED);
            assertTrue(bench.vm.iommu().pasids().entry(0).tracksDirty());
            bench.map(0, IOVA, GFN);
            bench.write(0, IOVA);
            assertEquals(List.of(GFN), bench.query());
            assertEquals(0, bench.missed());
        }
    }

    /** What is mapped goes without a look. */
    private static final class NoHarvest extends ShadowSketch {
        @Override
        public void unmapping(DmaRange range, Script script) {
            script.exchange(range, Script.UNSEEN).invalidate(range);
        }
    }
}
