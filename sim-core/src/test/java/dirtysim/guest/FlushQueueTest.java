package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.iommu.Iommu;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlushQueueTest {
    private static final CostModel COSTS = CostModel.defaults();
    private static final long MS = 1_000_000_000L;
    private static final long FLUSH_PS = CostModel.ps(COSTS.invalidateNs());

    private final EventLoop loop = new EventLoop();
    private final Iommu iommu = new Iommu(loop, COSTS, (device, iova, hpa) -> {});
    private final List<Long> freed = new ArrayList<>();
    private final List<Long> freedAtPs = new ArrayList<>();
    private final List<Long> wentOn = new ArrayList<>();
    private final EventHandler goOn = (kind, argument) -> wentOn.add(argument);
    private final FlushQueue queue = new FlushQueue(loop, iommu.invalidations(), 1, 0, 2, COSTS, (iova, pages) -> {
        freed.add(iova);
        freedAtPs.add(loop.nowPs());
    });

    private void queue(int cpu, long iova) {
        queue.queue(cpu, iova, 1, goOn, 0, iova);
    }

    private void at(long ps, Runnable action) {
        loop.scheduleAt(ps, (kind, argument) -> action.run(), 0, 0);
    }

    @Test
    void theTimerFlushesWhatFewUnmapsLeave() {
        queue(0, 1);
        at(4 * MS, () -> queue(1, 2));
        loop.runUntil(10 * MS);
        assertEquals(List.of(1L, 2L), wentOn, "nobody waits");
        assertEquals(List.of(), freed);
        loop.runUntil(100 * MS);
        assertEquals(List.of(1L, 2L), freed);
        assertEquals(List.of(10 * MS + FLUSH_PS, 10 * MS + FLUSH_PS), freedAtPs);
        assertEquals(1, queue.timerFlushes());
        assertEquals(1, iommu.invalidations().submitted(), "the timer rests while nothing is queued");
    }

    @Test
    void theTimerStartsAnewWithTheNextUnmap() {
        queue(0, 1);
        at(25 * MS, () -> queue(0, 2));
        loop.runUntil(100 * MS);
        assertEquals(List.of(10 * MS + FLUSH_PS, 35 * MS + FLUSH_PS), freedAtPs);
    }

    @Test
    void aFullRingFlushesAndItsCpuWaits() {
        for (long iova = 1; iova <= 255; iova++) {
            queue(0, iova);
        }
        assertEquals(255, wentOn.size());
        queue(0, 256);
        assertEquals(255, wentOn.size(), "one of 256 entries stays empty");
        assertEquals(1, queue.cpuFlushes());
        queue(1, 1000);
        assertEquals(1000, wentOn.get(255), "the other CPU's ring has room");
        loop.runUntil(FLUSH_PS);
        assertEquals(256, wentOn.get(256));
        assertEquals(255, freed.size(), "neither the range that waited nor that of the other CPU is free");
        loop.runUntil(100 * MS);
        assertEquals(257, freed.size());
        assertEquals(1, queue.timerFlushes());
    }

    @Test
    void aFlushUnderWayFreesNothingThatIsQueuedAfterItsBegin() {
        queue(0, 1);
        at(10 * MS + FLUSH_PS / 2, () -> queue(0, 2));
        loop.runUntil(10 * MS + FLUSH_PS);
        assertEquals(List.of(1L), freed);
        loop.runUntil(100 * MS);
        assertEquals(List.of(1L, 2L), freed);
        assertEquals(20 * MS + FLUSH_PS / 2 + FLUSH_PS, freedAtPs.get(1));
    }

    @Test
    void aCpuThatWaitsWhileTheTimerFlushesGoesOnAfterItsOwnFlush() {
        at(10 * MS - 1000, () -> {
            for (long iova = 2; iova <= 255; iova++) {
                queue(0, iova);
            }
        });
        at(10 * MS + 1000, () -> queue(0, 256));
        queue(0, 1);
        loop.runUntil(10 * MS + FLUSH_PS);
        assertEquals(255, freed.size(), "the timer's flush frees the ring of the CPU that waits");
        assertEquals(255, wentOn.size());
        loop.runUntil(10 * MS + 2 * FLUSH_PS);
        assertEquals(256, wentOn.size());
        loop.runUntil(100 * MS);
        assertEquals(256, freed.size());
        assertTrue(freedAtPs.get(255) >= 20 * MS);
    }
}
