package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.HandOver;
import dirtysim.host.Parameters;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each path costs, when it takes which bits, and where it gives the lock up. */
class HandOverPathTest {
    private static final long GIB = 1L << 30;
    private static final long RAM = 4 * GIB;
    /** Of 4 GiB; the hole below 4 GiB has no bitmap. */
    private static final long BYTES = 128 << 10;

    private static final EventHandler NOTHING = (kind, argument) -> {};

    private CostModel costs = Parameters.with(CostModel.defaults(), Map.of("region-chunk-bytes", "32768"), "test");
    private EventLoop loop;
    private TrackedVm vm;
    private QueryRunner runner;
    private GfnBitmap result;
    private GfnBitmap bitmap;

    private void build(HandOver path) {
        loop = new EventLoop();
        vm = new TrackedVm(loop, costs, MemorySlots.q35(RAM), Platform.SHADOW, 1, (device, iova, hpa) -> {});
        runner = new QueryRunner(loop, vm, path);
        result = vm.newBitmap();
        bitmap = vm.newBitmap();
    }

    private void query() {
        runner.query(script -> script.copyOut(bitmap), result, NOTHING, 0);
        loop.run();
    }

    private long sum(Cost cost) {
        return vm.ledger().totalPs(cost);
    }

    @Test
    void aCopyIsOne() {
        build(HandOver.COPY);
        query();
        assertEquals(costs.coldCopyPs(BYTES), runner.lastCopyPs());
        query();
        assertEquals(costs.copyPs(BYTES), runner.lastCopyPs(), "the pages are warm now");
        assertEquals(2 * BYTES, runner.copyBytes());
        assertEquals(0, sum(Cost.IOCTL));
        assertTrue(runner.pathUsed());
    }

    @Test
    void aType1RequestAsksForASlot() {
        build(HandOver.TYPE1);
        query();
        assertEquals(2 * 200_000 + 2 * costs.coldCopyPs(BYTES / 2), runner.lastCopyPs());
        assertEquals(2 * 200_000, sum(Cost.IOCTL));
        assertEquals(BYTES, runner.copyBytes());
    }

    @Test
    void theRegionGoesChunkByChunk() {
        build(HandOver.REGION);
        query();
        long chunk = BYTES / 4;
        long coldPs = 6 * 200_000 + costs.copyPs(chunk) + costs.coldCopyPs(chunk);
        assertEquals(4 * coldPs, runner.lastCopyPs(), "three writes, two reads, the data");
        assertEquals(4 * 6 * 200_000, sum(Cost.IOCTL));
        query();
        assertEquals(4 * (6 * 200_000 + 2 * costs.copyPs(chunk)), runner.lastCopyPs());
        assertEquals(2 * BYTES, runner.copyBytes(), "into the VMM's memory");
        costs = Parameters.with(costs, Map.of("region-data", "mapped"), "test");
        build(HandOver.REGION);
        query();
        assertEquals(4 * (5 * 200_000 + costs.coldCopyPs(chunk)), runner.lastCopyPs());
    }

    @Test
    void windowsArePinnedAndNothingIsCopied() {
        build(HandOver.WINDOWS);
        query();
        assertEquals(2 * 200_000 + 32 * 50_000, runner.lastCopyPs(), "two slots, 32 pages of bitmap");
        assertEquals(32 * 50_000, sum(Cost.PIN));
        assertEquals(0, sum(Cost.COPY));
        assertEquals(0, runner.copyBytes());
    }

    @ParameterizedTest
    @EnumSource(HandOver.class)
    void whatIsInPlaceTakesNoPath(HandOver path) {
        build(path);
        bitmap.set(1);
        runner.query(script -> script.handOver(bitmap), result, NOTHING, 0);
        loop.run();
        assertEquals(0, runner.lastCopyPs());
        assertEquals(1, result.count());
        assertFalse(runner.pathUsed());
    }

    /** A bit goes with its chunk, or with the next query, and never with both. */
    @ParameterizedTest
    @EnumSource(HandOver.class)
    void aBitIsTakenWithItsChunk(HandOver path) {
        build(path);
        long low = 3;
        long high = bitmap.size() - 1;
        bitmap.set(low);
        query();
        assertTrue(result.get(low));
        assertEquals(0, bitmap.count());
        result.clearAll();
        query();
        // In the first half of a copy the low slot is on its way; two windows are pinned, one after the other.
        long betweenPs = runner.lastCopyPs() * (path == HandOver.WINDOWS ? 3 : 1) / 4;
        loop.schedule(
                betweenPs,
                (kind, argument) -> {
                    bitmap.set(low);
                    bitmap.set(high);
                },
                0,
                0);
        query();
        assertFalse(result.get(low), "its chunk was taken before");
        assertEquals(path != HandOver.COPY, result.get(high), "its chunk comes after");
        assertEquals(path != HandOver.COPY ? 1 : 2, bitmap.count());
        result.clearAll();
        query();
        assertTrue(result.get(low));
        assertEquals(path == HandOver.COPY, result.get(high));
        assertEquals(0, bitmap.count());
    }

    /** Someone who wants the domain lock during a hand-over gets it between two system calls, or after the last. */
    @ParameterizedTest
    @EnumSource(HandOver.class)
    void theLockIsGivenUpBetweenSystemCalls(HandOver path) {
        build(path);
        List<Long> got = new ArrayList<>();
        runner.query(
                script -> script.lockDomain().copyOut(bitmap).unlockDomain(),
                result,
                (kind, argument) -> assertEquals(path == HandOver.COPY ? 0 : 1, got.size()),
                0);
        vm.domainLock()
                .acquire(
                        (kind, argument) -> {
                            got.add(loop.nowPs());
                            loop.schedule(1_000_000, (k, a) -> vm.domainLock().release(), 0, 0);
                        },
                        0,
                        0);
        loop.run();
        long chunks = path == HandOver.REGION ? 4 : 2;
        if (path != HandOver.COPY) {
            assertEquals((runner.lastCopyPs() - 1_000_000) / chunks, got.get(0), "after the first call");
            assertEquals(1_000_000, sum(Cost.LOCK_WAIT), "what the hand-over waited for it back");
        }
        assertEquals(0, vm.domainLock().held());
    }

    @Test
    @DisplayName("trap 31: a request of type1 is 8 TiB at the most, one of iommufd has no such limit")
    void trap31AType1RequestIsEightTebibytesAtTheMost() {
        long tib = 1L << 40;
        MemorySlots slots = new MemorySlots(List.of(new MemorySlot(0, 0, 0, 17 * tib)));
        List<Long> requests = calls(HandOver.TYPE1, slots);
        assertEquals(List.of(8 * tib, 16 * tib, 17 * tib), requests, "ends of the requests");
        assertEquals(256L << 20, Type1Path.MOST_FRAMES / 8, "bytes of bitmap");
        assertEquals(List.of(17 * tib), calls(HandOver.WINDOWS, slots));
        MemorySlots fits = new MemorySlots(List.of(new MemorySlot(0, 0, 0, 8 * tib)));
        assertEquals(List.of(8 * tib), calls(HandOver.TYPE1, fits));
    }

    private List<Long> calls(HandOver which, MemorySlots slots) {
        HandOverPath path = HandOverPath.of(which, costs, slots);
        List<Long> ends = new ArrayList<>();
        for (long gfn = 0; gfn < slots.gfnLimit(); ) {
            gfn = path.chunkEnd(gfn);
            if (path.callEnds(gfn)) {
                ends.add(gfn << 12);
            }
        }
        return ends;
    }

    /** Closed form: as many windows as 64 GiB go into each slot, rounded up. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 64, 66, 67, 1024})
    void windowsAreOf64GiB(long gib) {
        MemorySlots slots = MemorySlots.q35(gib * GIB);
        HandOverPath path = HandOverPath.of(HandOver.WINDOWS, costs, slots);
        long windows = 0;
        long frames = 0;
        long from = 0;
        while (from < slots.gfnLimit()) {
            long end = path.chunkEnd(from);
            frames += path.frames(from, end);
            windows++;
            from = end;
        }
        long expected = slots.slots().stream()
                .mapToLong(slot -> (slot.bytes() + 64 * GIB - 1) / (64 * GIB))
                .sum();
        assertEquals(expected, windows);
        assertEquals(slots.ramPages(), frames);
    }
}
