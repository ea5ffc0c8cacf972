package dirtysim.guest;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.iommu.InvalidationQueue;

/**
 * How a lazy Linux guest defers the invalidations of one domain ({@code drivers/iommu/dma-iommu.c}, {@code struct
 * iova_fq}). Each CPU has a ring of IOVA ranges that it has unmapped, the entries of the table cleared. One flush
 * invalidates the whole domain, and its device's device-TLB if there is one; only then are the IOVAs free again.
 *
 * <p>A flush begins
 *
 * <ul>
 *   <li>when a CPU has a range to queue and its ring, one entry of which always stays empty, is full: that CPU waits for
 *       the flush;
 *   <li>when {@code flush-timer-ms} have passed since the first range was queued that found the timer stopped: no CPU
 *       waits.
 * </ul>
 *
 * <p>A range carries the number of flushes that had begun when it was queued, and is free when more have ended. So a flush
 * that was under way already frees nothing that was queued after its begin. Rings are looked through at each queueing on
 * their CPU and at the end of each flush by the timer, so an idle CPU keeps its ranges until the timer.
 *
 * <p>Assumption: requests to the invalidation queue complete in order, or a ring could still be full after its own flush.
 *
 * <p>Guarantees: every range is freed exactly once if the loop runs on; none before an invalidation of the domain that was
 * submitted after its queueing has completed; ranges of one CPU in the order of their queueing.
 *
 * <p>Not modelled: the time that the timer's interrupt and the freeing take on a CPU, and the single large ring that Linux
 * takes for virtual and s390 IOMMUs.
 */
public final class FlushQueue implements EventHandler {
    private static final int TIMER = 0;
    private static final int FLUSHED_BY_TIMER = 1;
    private static final int FLUSHED_BY_CPU = 2;

    private static final long NS_PER_MS = 1_000_000;

    private final EventLoop loop;
    private final InvalidationQueue invalidations;
    private final int domain;
    private final int device;
    private final FreedRange freed;
    private final long timerPs;
    private final Ring[] rings;

    private boolean timerRuns;
    private long begun;
    private long ended;
    private long timerFlushes;
    private long cpuFlushes;

    /** Hears of IOVAs that are free again. */
    @FunctionalInterface
    public interface FreedRange {
        /**
         * No cache holds a translation of the range any more.
         *
         * @param iova first address
         * @param pages pages of 4 KiB
         */
        void freed(long iova, int pages);
    }

    /** The ranges of one CPU, and the one that waits for a flush to make room for it. */
    private static final class Ring {
        final long[] iova;
        final int[] pages;
        final long[] begunBefore;
        int head;
        int tail;

        long waitingIova;
        int waitingPages;
        EventHandler waiting;
        int waitingKind;
        long waitingArgument;

        Ring(int entries) {
            iova = new long[entries];
            pages = new int[entries];
            begunBefore = new long[entries];
        }

        int after(int index) {
            return index + 1 == iova.length ? 0 : index + 1;
        }

        boolean full() {
            return after(tail) == head;
        }
    }

    /**
     * @param loop the event loop
     * @param invalidations what flushes go through
     * @param domain number of the domain
     * @param device index of the device that it translates
     * @param cpus CPUs of the guest, 1 or more
     * @param costs {@code flush-queue-entries} and {@code flush-timer-ms}
     * @param freed hears of IOVAs that are free again
     */
    public FlushQueue(
            EventLoop loop,
            InvalidationQueue invalidations,
            int domain,
            int device,
            int cpus,
            CostModel costs,
            FreedRange freed) {
        this.loop = loop;
        this.invalidations = invalidations;
        this.domain = domain;
        this.device = device;
        this.freed = freed;
        timerPs = CostModel.ps(costs.flushTimerMs() * NS_PER_MS);
        rings = new Ring[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            rings[cpu] = new Ring((int) costs.flushQueueEntries());
        }
    }

    /**
     * Queues a range whose entries have just been cleared.
     *
     * @param cpu the CPU that unmapped it; it queues nothing else before its handler is called
     * @param iova first address
     * @param pages pages of 4 KiB
     * @param handler called, within this call unless the ring is full, when the CPU may go on
     */
    public void queue(int cpu, long iova, int pages, EventHandler handler, int kind, long argument) {
        Ring ring = rings[cpu];
        freeFlushed(ring);
        if (!ring.full()) {
            append(ring, iova, pages);
            handler.handle(kind, argument);
            return;
        }
        ring.waitingIova = iova;
        ring.waitingPages = pages;
        ring.waiting = handler;
        ring.waitingKind = kind;
        ring.waitingArgument = argument;
        cpuFlushes++;
        flush(FLUSHED_BY_CPU, cpu);
    }

    /** Flushes begun because a ring was full. */
    public long cpuFlushes() {
        return cpuFlushes;
    }

    /** Flushes begun by the timer. */
    public long timerFlushes() {
        return timerFlushes;
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case TIMER -> {
                // Stopped before the flush: what is queued from now on must start it anew, or might never be freed.
                timerRuns = false;
                timerFlushes++;
                flush(FLUSHED_BY_TIMER, 0);
            }
            case FLUSHED_BY_TIMER -> {
                ended++;
                for (Ring ring : rings) {
                    freeFlushed(ring);
                }
            }
            case FLUSHED_BY_CPU -> {
                ended++;
                Ring ring = rings[(int) argument];
                freeFlushed(ring);
                append(ring, ring.waitingIova, ring.waitingPages);
                EventHandler waiting = ring.waiting;
                ring.waiting = null;
                waiting.handle(ring.waitingKind, ring.waitingArgument);
            }
            default -> throw new IllegalStateException("unknown event " + kind);
        }
    }

    private void flush(int whenDone, int cpu) {
        begun++;
        invalidations.request().domain(domain).deviceTlb(device).submit(this, whenDone, cpu);
    }

    private void append(Ring ring, long iova, int pages) {
        ring.iova[ring.tail] = iova;
        ring.pages[ring.tail] = pages;
        ring.begunBefore[ring.tail] = begun;
        ring.tail = ring.after(ring.tail);
        if (!timerRuns) {
            timerRuns = true;
            loop.schedule(timerPs, this, TIMER, 0);
        }
    }

    private void freeFlushed(Ring ring) {
        while (ring.head != ring.tail && ring.begunBefore[ring.head] < ended) {
            int index = ring.head;
            ring.head = ring.after(index);
            freed.freed(ring.iova[index], ring.pages[index]);
        }
    }
}
