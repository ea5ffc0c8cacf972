package dirtysim.iommu;

import static dirtysim.iommu.Bench.COLD_NESTED_PS;
import static dirtysim.iommu.Bench.COLD_PS;
import static dirtysim.iommu.Bench.DIRTY_PS;
import static dirtysim.iommu.Bench.HIT_PS;
import static dirtysim.iommu.Bench.INVALIDATE_PS;
import static dirtysim.iommu.Bench.LOCK_WAITER_PS;
import static dirtysim.iommu.Bench.NESTED;
import static dirtysim.iommu.Bench.NESTED_PS;
import static dirtysim.iommu.Bench.PLAIN;
import static dirtysim.iommu.Bench.REF_PS;
import static dirtysim.iommu.Bench.WAIT_PS;
import static dirtysim.iommu.Bench.WALKERS;
import static dirtysim.iommu.Bench.WALK_PS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.memory.PageSize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules of translation that dirty tracking rests on, and their latencies, to the picosecond. */
class IommuTest {
    private static final long IOVA = 0x4000_5000L;
    private static final long HPA = 0x12_3456_7000L;
    private static final EventHandler NOTHING = (kind, argument) -> {};

    private final Bench bench = new Bench();

    private void mapPlain() {
        bench.plain.map(IOVA, HPA, PageSize.SIZE_4K, true);
    }

    @Test
    void aReadSetsAAndNeverD() {
        mapPlain();
        assertEquals(COLD_PS, bench.accessAlone(PLAIN, IOVA, false));
        assertEquals(HIT_PS, bench.accessAlone(PLAIN, IOVA, false));
        assertTrue(Bench.accessed(bench.plain, IOVA));
        assertFalse(Bench.dirty(bench.plain, IOVA));
        assertEquals(List.of(), bench.landed);
        assertEquals(2, bench.iommu.reads());
        assertEquals(1, bench.iommu.hits());
        assertEquals(1, bench.iommu.misses());
    }

    @Test
    void aWriteSetsDBeforeItLandsAndOnlyOnce() {
        mapPlain();
        assertEquals(COLD_PS + DIRTY_PS, bench.accessAlone(PLAIN, IOVA + 0x123, true));
        assertEquals(HIT_PS, bench.accessAlone(PLAIN, IOVA + 0x456, true));
        assertEquals(
                List.of(
                        new Bench.Landed(COLD_PS + DIRTY_PS, PLAIN, IOVA + 0x123, HPA + 0x123, true),
                        new Bench.Landed(COLD_PS + DIRTY_PS + HIT_PS, PLAIN, IOVA + 0x456, HPA + 0x456, true)),
                bench.landed);
        assertTrue(Bench.dirty(bench.plain, IOVA));
        assertEquals(0, bench.iommu.reads());
    }

    @Test
    void dIsNotInMemoryBeforeItsUpdateIsDone() {
        mapPlain();
        bench.access(PLAIN, IOVA, true);
        bench.loop.runUntil(COLD_PS + DIRTY_PS - 1);
        assertFalse(Bench.dirty(bench.plain, IOVA));
        assertEquals(List.of(), bench.landed);
        bench.loop.run();
        assertTrue(Bench.dirty(bench.plain, IOVA));
        assertEquals(1, bench.landed.size());
    }

    @Test
    void aWalkThatFindsDSetDoesNotSetItAgain() {
        mapPlain();
        bench.accessAlone(PLAIN, IOVA, true);
        bench.iommu.invalidations().invalidateDomain(7, NOTHING, 0, 0);
        bench.loop.run();
        assertEquals(COLD_PS, bench.accessAlone(PLAIN, IOVA, true));
        assertEquals(2, bench.landed.size());
    }

    @Test
    void aWriteThroughAnEntryCachedByAReadWalksAgain() {
        mapPlain();
        bench.accessAlone(PLAIN, IOVA, false);
        assertEquals(WALK_PS + DIRTY_PS, bench.accessAlone(PLAIN, IOVA, true));
        assertTrue(Bench.dirty(bench.plain, IOVA));
        assertEquals(0, bench.iommu.hits());
        assertEquals(2, bench.iommu.misses());
        assertEquals(HIT_PS, bench.accessAlone(PLAIN, IOVA, true));
    }

    /** Trap 1 of the reference: clear without invalidation. */
    @Test
    void aClearedDStaysClearWhileItIsCached() {
        mapPlain();
        bench.accessAlone(PLAIN, IOVA, true);
        Bench.clean(bench.plain);
        assertEquals(HIT_PS, bench.accessAlone(PLAIN, IOVA, true));
        assertFalse(Bench.dirty(bench.plain, IOVA), "the write is lost to the table");
        assertEquals(2, bench.landed.size());
        assertFalse(bench.landed.get(1).dirtyBefore());
        bench.iommu.invalidations().invalidate(7, IOVA, 4096, NOTHING, 0, 0);
        bench.loop.run();
        assertEquals(WALK_PS + DIRTY_PS, bench.accessAlone(PLAIN, IOVA, true));
        assertTrue(Bench.dirty(bench.plain, IOVA));
    }

    /** Trap 2, the sneak write: until the descriptor is processed the cached D still counts, and after the wait it does not. */
    @Test
    void entriesLeaveWhenTheirDescriptorIsProcessedAndTheWaitCompletesLater() {
        mapPlain();
        bench.accessAlone(PLAIN, IOVA, true);
        Bench.clean(bench.plain);
        long beganPs = bench.loop.nowPs();
        List<Long> completePs = new ArrayList<>();
        bench.iommu.invalidations().invalidateDomain(7, (kind, argument) -> completePs.add(bench.loop.nowPs()), 0, 0);
        bench.loop.runUntil(beganPs + INVALIDATE_PS - WAIT_PS - 1);
        int sneak = bench.access(PLAIN, IOVA, true);
        bench.loop.run();
        assertEquals(List.of(beganPs + INVALIDATE_PS), completePs);
        assertEquals(beganPs + INVALIDATE_PS - WAIT_PS - 1 + HIT_PS, bench.donePs[sneak]);
        assertFalse(Bench.dirty(bench.plain, IOVA));
        assertEquals(COLD_PS + DIRTY_PS, bench.accessAlone(PLAIN, IOVA, true));
    }

    @Test
    void invalidationsGoOneAfterTheOtherAndEachToItsOwn() {
        mapPlain();
        bench.mapNested(IOVA, 0x9000, HPA + 0x10_0000);
        bench.accessAlone(PLAIN, IOVA, false);
        bench.accessAlone(NESTED, IOVA, false);
        long beganPs = bench.loop.nowPs();
        List<Long> completePs = new ArrayList<>();
        EventHandler note = (kind, argument) -> completePs.add(bench.loop.nowPs() - beganPs + argument);
        bench.iommu
                .invalidations()
                .request()
                .pasidPages(8, Iommu.RID_PASID, IOVA - 4096, 4096, true)
                .submit(note, 0, 1);
        bench.iommu.invalidations().invalidate(7, IOVA, 4096, note, 0, 2);
        bench.iommu.invalidations().invalidateDomain(9, note, 0, 3);
        bench.loop.run();
        long descriptorPs = INVALIDATE_PS - WAIT_PS;
        assertEquals(
                List.of(
                        descriptorPs + WAIT_PS + 1,
                        2 * descriptorPs + WAIT_PS + 2 + LOCK_WAITER_PS,
                        3 * descriptorPs + WAIT_PS + 3 + LOCK_WAITER_PS),
                completePs,
                "the third waited when the second got the lock");
        assertEquals(3, bench.iommu.invalidations().submitted());
        assertEquals(WALK_PS, bench.accessAlone(PLAIN, IOVA, false));
        assertEquals(HIT_PS, bench.accessAlone(NESTED, IOVA, false));
    }

    @Test
    void faultsWriteNothing() {
        bench.plain.map(IOVA, HPA, PageSize.SIZE_4K, false);
        assertEquals(COLD_PS, bench.accessAlone(PLAIN, IOVA, true));
        assertEquals(WALK_PS, bench.accessAlone(PLAIN, IOVA, false), "a fault caches nothing");
        assertEquals(WALK_PS, bench.accessAlone(PLAIN, IOVA, true), "nor does an entry without W serve a write");
        assertEquals(WALK_PS, bench.accessAlone(PLAIN, IOVA + 4096, true));
        assertEquals(WALK_PS, bench.accessAlone(PLAIN, IOVA + 4096, false));
        assertEquals(WALK_PS, bench.accessAlone(NESTED, IOVA, true), "one entry of the root");
        bench.first.map(IOVA, 0x9000, PageSize.SIZE_4K, true);
        assertEquals(WALK_PS + 4 * REF_PS, bench.accessAlone(NESTED, IOVA, true), "no second stage");
        bench.second.map(0x9000, HPA, PageSize.SIZE_4K, false);
        assertEquals(WALK_PS + 4 * REF_PS, bench.accessAlone(NESTED, IOVA, true), "second stage without W");
        bench.first.map(IOVA + 4096, 0xa000, PageSize.SIZE_4K, false);
        bench.second.map(0xa000, HPA + 4096, PageSize.SIZE_4K, true);
        assertEquals(NESTED_PS, bench.accessAlone(NESTED, IOVA + 4096, true), "first stage without W");
        assertEquals(8, bench.iommu.faults());
        assertEquals(1, bench.iommu.reads());
        assertEquals(List.of(), bench.landed);
        assertFalse(Bench.dirty(bench.plain, IOVA));
        assertFalse(Bench.dirty(bench.second, 0x9000));
        assertFalse(Bench.dirty(bench.second, 0xa000));
    }

    @Test
    void nestedDLandsInTheSecondStageUnderTheGpa() {
        bench.mapNested(IOVA, 0x9000, HPA);
        bench.second.map(IOVA, HPA + 0x10_0000, PageSize.SIZE_4K, true);
        assertTrue(bench.first.find(IOVA));
        long firstStage = bench.first.foundEntry();
        assertEquals(COLD_NESTED_PS + DIRTY_PS, bench.accessAlone(NESTED, IOVA + 8, true));
        assertEquals(HIT_PS, bench.accessAlone(NESTED, IOVA + 8, true));
        assertTrue(Bench.dirty(bench.second, 0x9000));
        assertTrue(Bench.accessed(bench.second, 0x9000));
        assertFalse(Bench.dirty(bench.second, IOVA), "an equal GPA is another page");
        assertTrue(bench.first.find(IOVA));
        assertEquals(firstStage, bench.first.foundEntry());
        assertEquals(HPA + 8, bench.landed.get(0).hpa());
        assertEquals(HPA + 8, bench.landed.get(1).hpa());
    }

    /** What is cached is good for the smaller of the two leaves. */
    @Test
    void aNestedEntryIsAsLargeAsTheSmallerLeaf() {
        long small = 0x20_0000L;
        bench.first.map(0, 0, PageSize.SIZE_2M, true);
        bench.second.mapLinear(0, HPA & -small, small, PageSize.SIZE_4K, true);
        bench.first.map(small, 2 * small, PageSize.SIZE_4K, true);
        bench.first.map(small + 4096, 3 * small, PageSize.SIZE_4K, true);
        bench.second.map(2 * small, 5 * small, PageSize.SIZE_2M, true);
        bench.second.map(3 * small, 6 * small, PageSize.SIZE_2M, true);
        bench.first.map(2 * small, 4 * small, PageSize.SIZE_2M, true);
        bench.second.map(4 * small, 7 * small, PageSize.SIZE_2M, true);
        bench.accessAlone(NESTED, 0, false);
        assertEquals(NESTED_PS, bench.accessAlone(NESTED, 4096, false));
        bench.accessAlone(NESTED, small, true);
        assertEquals(NESTED_PS + DIRTY_PS, bench.accessAlone(NESTED, small + 4096, true));
        assertEquals(6 * small, bench.landed.get(1).hpa());
        bench.accessAlone(NESTED, 2 * small, true);
        assertEquals(HIT_PS, bench.accessAlone(NESTED, 3 * small - 1, true));
        assertEquals(8 * small - 1, bench.landed.get(3).hpa());
    }

    @Test
    void moreWalksThanWalkersWait() {
        for (int page = 0; page < 4 * WALKERS; page++) {
            bench.plain.map(page * 4096L, HPA + page * 4096L, PageSize.SIZE_4K, true);
        }
        long beganPs = warm();
        int[] reads = new int[2 * WALKERS + 1];
        for (int n = 0; n < reads.length; n++) {
            reads[n] = bench.access(PLAIN, (1 + n) * 4096L, false);
        }
        bench.loop.run();
        for (int n = 0; n < reads.length; n++) {
            assertEquals(beganPs + (1 + n / WALKERS) * WALK_PS, bench.donePs[reads[n]], "read " + n);
        }
    }

    @Test
    void aWalkerIsHeldWhileItSetsD() {
        for (int page = 0; page <= WALKERS + 1; page++) {
            bench.plain.map(page * 4096L, HPA + page * 4096L, PageSize.SIZE_4K, true);
        }
        long beganPs = warm();
        int last = 0;
        for (int page = 1; page <= WALKERS + 1; page++) {
            last = bench.access(PLAIN, page * 4096L, true);
        }
        bench.loop.run();
        assertEquals(beganPs + 2 * (WALK_PS + DIRTY_PS), bench.donePs[last]);
    }

    /** More at once than the request slots that it starts with. */
    @Test
    void manyRequestsAtOnceAreAllServed() {
        for (int page = 0; page <= 200; page++) {
            bench.plain.map(page * 4096L, HPA + page * 4096L, PageSize.SIZE_4K, true);
        }
        long beganPs = warm();
        int first = bench.access(PLAIN, 4096, true);
        for (int page = 2; page <= 200; page++) {
            bench.access(PLAIN, page * 4096L, true);
        }
        bench.loop.run();
        assertEquals(200, bench.landed.size());
        for (int n = 0; n < 200; n++) {
            assertEquals(beganPs + (1 + n / WALKERS) * (WALK_PS + DIRTY_PS), bench.donePs[first + n], "request " + n);
            assertEquals(HPA + (1 + n) * 4096L, bench.landed.get(n).hpa());
            assertTrue(bench.landed.get(n).dirtyBefore());
        }
    }

    /** A page unmapped while its write waits for a walker is a fault, not a write through a stale table. */
    @Test
    void theTableIsReadWhenTheWalkEnds() {
        mapPlain();
        bench.access(PLAIN, IOVA, true);
        bench.loop.runUntil(COLD_PS + DIRTY_PS / 2);
        bench.plain.unmap(IOVA);
        bench.loop.run();
        assertEquals(1, bench.iommu.faults());
        assertEquals(List.of(), bench.landed);
    }

    /** Reads the page at 0, so that the caches hold the non-leaf entries of all pages beside it. */
    private long warm() {
        bench.accessAlone(PLAIN, 0, false);
        return bench.loop.nowPs();
    }
}
