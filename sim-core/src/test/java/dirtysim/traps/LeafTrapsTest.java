package dirtysim.traps;

import static dirtysim.traps.HostBench.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.memory.GfnBitmap;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.schemes.IommufdDirtyBit;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Traps of leaves above 4 KiB, on a host that uses them. */
class LeafTrapsTest {
    private static final long GIB = 1L << 30;
    private static final long IOVA = 0x4000_0000L;
    private static final int LARGE = PageSize.SIZE_2M.pages();
    private static final LeafPolicy LARGE_LEAVES = new LeafPolicy(PageSize.SIZE_2M, true);

    private static List<Long> gfns(long first, int pages) {
        return LongStream.range(first, first + pages).boxed().toList();
    }

    private static HostBench shadow(DirtyTracker tracker) {
        return new HostBench(tracker, LARGE_LEAVES, 64L << 20);
    }

    private static void cut(HostBench bench, DirtyTracker tracker) {
        LeafSplit split = new LeafSplit(bench.vm, tracker);
        assertTrue(split.due());
        bench.queries.prepare(split::cut, NOTHING, 0);
        bench.loop.run();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("trap 13: one written page makes all pages of its leaf dirty, in each round in which it is written")
    void trap13OneWrittenPageMakesItsLeafDirty(PageSize size) {
        HostBench bench = new HostBench(new NestedDirtyBit(), new LeafPolicy(size, false), 2 * GIB);
        bench.start();
        long gfn = PageSize.SIZE_1G.pages() + 700;
        bench.map(0, IOVA, gfn);
        for (int round = 0; round < 2; round++) {
            bench.write(0, IOVA);
            GfnBitmap found = bench.beginQuery();
            bench.loop.run();
            assertEquals(size.pages(), found.count());
            assertEquals(gfn / size.pages() * size.pages(), found.next(0));
            assertEquals(0, bench.missed());
        }
        bench.beginQuery();
        bench.loop.run();
        assertEquals(size == PageSize.SIZE_4K ? 0 : 2, bench.vm.largeDirtyLeaves(), "the third query found nothing");
    }

    @Test
    @DisplayName("trap 14: a large leaf belongs to one mapping, and goes with it as a whole or not at all")
    void trap14AHostLeafIsUnmappedWhole() {
        HostBench bench = shadow(new ShadowDirtyBit());
        bench.start();
        bench.mapStretch(IOVA, LARGE, 2 * LARGE);
        assertEquals(2, bench.vm.secondLevel(0).leaves());
        bench.write(0, IOVA + (LARGE + 5 << 12));
        bench.unmapStretch(IOVA, 2 * LARGE);
        assertEquals(0, bench.vm.secondLevel(0).leaves());
        assertEquals(gfns(2 * LARGE, LARGE), bench.query());

        bench.mapStretch(IOVA, LARGE, LARGE);
        assertThrows(IllegalStateException.class, () -> bench.unmapStretch(IOVA, LARGE / 2));
    }

    @Test
    @DisplayName(
            "trap 14: mappings that lie side by side have no leaf in common, and get none when leaves are put together")
    void trap14NeighboursKeepLeavesOfTheirOwn() {
        ShadowDirtyBit tracker = new ShadowDirtyBit();
        HostBench bench = shadow(tracker);
        int half = LARGE / 2;
        bench.mapStretch(IOVA, LARGE, half);
        bench.mapStretch(IOVA + ((long) half << 12), LARGE + half, half);
        bench.mapStretch(IOVA + ((long) LARGE << 12), 2 * LARGE, LARGE);
        assertEquals(LARGE + 1, bench.vm.secondLevel(0).leaves());
        cut(bench, tracker);
        assertEquals(2 * LARGE, bench.vm.secondLevel(0).leaves());
        bench.mapStretch(IOVA + ((long) 2 * LARGE << 12), 3 * LARGE, LARGE);
        assertEquals(3 * LARGE, bench.vm.secondLevel(0).leaves(), "what is mapped while leaves are cut");
        bench.queries.prepare(new LeafSplit(bench.vm, tracker)::collapse, NOTHING, 0);
        bench.loop.run();
        assertEquals(LARGE + 2, bench.vm.secondLevel(0).leaves());
        bench.unmapStretch(IOVA, half);
        bench.write(0, IOVA + ((long) half << 12));
        assertEquals(LARGE + half, bench.written.get(0));
    }

    @Test
    @DisplayName("trap 15: a request for a mapping ends where its leaves end, and leaves its neighbours' bits alone")
    void trap15ARequestForAMappingTakesWholeLeaves() {
        HostBench bench = shadow(new IommufdDirtyBit());
        // A head of 2 pages, a large leaf, a tail of 3; and the next mapping right behind.
        long first = IOVA - (2 << 12);
        bench.mapStretch(first, LARGE - 2, LARGE + 5);
        long behind = IOVA + (LARGE + 3L << 12);
        bench.mapStretch(behind, 10 * LARGE, 1);
        bench.start();
        assertEquals(7, bench.vm.secondLevel(0).leaves());
        bench.write(0, first);
        bench.write(0, IOVA + (300L << 12));
        bench.write(0, behind);
        bench.unmapStretch(first, LARGE + 5);
        assertTrue(bench.dirty(0, behind));
        List<Long> found = bench.query();
        assertTrue(found.contains(LARGE - 2L) && found.containsAll(gfns(LARGE, LARGE)) && found.contains(10L * LARGE));
        assertEquals(LARGE + 2, found.size());
        assertEquals(0, bench.missed());
    }

    @Test
    @DisplayName(
            "trap 34: a leaf cut while its D is set makes every part dirty, also through what is cached of the leaf")
    void trap34ACutLeafKeepsItsDirtyBit() {
        NestedDirtyBit tracker = new NestedDirtyBit();
        HostBench bench = new HostBench(tracker, LARGE_LEAVES, 64L << 20);
        bench.start();
        bench.map(0, IOVA, LARGE + 7);
        bench.write(0, IOVA);
        PageTable table = bench.vm.secondLevel(0);
        assertEquals(32, table.leaves());
        LeafSplit split = new LeafSplit(bench.vm, tracker);
        bench.queries.prepare(split::cut, NOTHING, 0);
        while (table.leaves() == 32) {
            bench.loop.runUntil(bench.loop.nowPs() + 100);
        }
        long walks = bench.vm.iommu().misses();
        bench.beginWrite(0, IOVA);
        bench.loop.run();
        assertEquals(walks, bench.vm.iommu().misses(), "the old leaf is cached until the invalidation");
        assertEquals(List.of(LARGE + 7L, LARGE + 7L), bench.written);
        assertTrue(bench.dirty(0, LARGE + 7L << 12) && bench.dirty(0, (long) LARGE << 12), "D is in every part");
        assertFalse(bench.dirty(0, 0));
        bench.write(0, IOVA);
        assertTrue(bench.vm.iommu().misses() > walks, "and was invalidated");
        assertEquals(gfns(LARGE, LARGE), bench.query(), "written before the cut, so nobody knows which part");
        bench.write(0, IOVA);
        assertEquals(List.of(LARGE + 7L), bench.query());

        bench.write(0, IOVA);
        bench.queries.prepare(split::collapse, NOTHING, 0);
        bench.loop.run();
        assertEquals(32, table.leaves());
        assertEquals(gfns(LARGE, LARGE), bench.query(), "put together, D is the OR of the parts'");
    }
}
