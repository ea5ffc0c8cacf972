package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.guest.IovaAllocator;
import dirtysim.host.CostModel;
import dirtysim.tracking.DmaMapping;
import dirtysim.tracking.VirtualIommu;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The guest's driver of a virtio-iommu (Linux {@code drivers/iommu/virtio-iommu.c}): maps and unmaps are requests in one
 * queue, and a CPU that syncs kicks the VMM and spins, with the queue's lock held, until all that is queued has been served.
 *
 * <ul>
 *   <li>Each map is synced for itself, or, batched, all segments of one buffer together ({@code iotlb_sync_map}).
 *   <li>An unmap is synced at once, or, lazy, queued, and synced with all others when {@code flush-queue-entries} are full on
 *       a CPU or {@code flush-timer-ms} have passed. Its IOVA is free only then.
 * </ul>
 *
 * <p>The kick, and what the host does for a request, are the {@link VirtualIommu}'s: an exit to the VMM, its lock, system
 * calls, pinning, tables, invalidations. Deviations: a queued unmap's work is done at the flush, in Linux at the next sync of
 * any kind; and the timer's flush is done by the next CPU that unmaps.
 */
final class VirtioIommuDriver implements EventHandler {
    private static final int LOCKED = 0;
    private static final int SERVED = 1;
    private static final int DONE = 2;
    private static final int QUEUED = 3;
    private static final long NS_PER_MS = 1_000_000;

    private enum Operation {
        MAP,
        UNMAP,
        FLUSH
    }

    /** What a CPU is doing; it spins meanwhile. */
    private static final class Call {
        Operation operation;
        long iova;
        long gpa;
        int pages;
        int segments;
        int synced;
        boolean mayWrite;
        EventHandler handler;
        int kind;
        int queued;
    }

    private final EventLoop loop;
    private final VirtualIommu viommu;
    private final Server queueLock;
    private final IovaAllocator iovas = new IovaAllocator();
    private final boolean lazy;
    private final boolean batched;
    private final long requestPs;
    private final long pagePs;
    private final long timerPs;
    private final int entries;
    private final Call[] calls;

    /** IOVAs that wait for a flush, and how many of the first belong to the one under way. */
    private final Deque<long[]> waiting = new ArrayDeque<>();

    private int flushing;
    private boolean flushUnderWay;
    private long flushDuePs;
    private long syncs;

    VirtioIommuDriver(
            EventLoop loop,
            VirtualIommu viommu,
            CostModel costs,
            int cpus,
            NvmeLoop.Mapping mapping,
            double requestNs,
            double pageNs) {
        this.loop = loop;
        this.viommu = viommu;
        lazy = mapping.lazy();
        batched = mapping.batched();
        requestPs = CostModel.ps(requestNs);
        pagePs = CostModel.ps(pageNs);
        timerPs = CostModel.ps(costs.flushTimerMs() * NS_PER_MS);
        entries = (int) costs.flushQueueEntries();
        queueLock = new Server(loop, "request queue", 1);
        calls = new Call[cpus];
        for (int cpu = 0; cpu < cpus; cpu++) {
            calls[cpu] = new Call();
        }
    }

    /** Kicks so far, each with its wait. */
    long syncs() {
        return syncs;
    }

    /**
     * Maps a buffer of so many segments, all of one size.
     *
     * @return its IOVA; the handler is called, with the CPU as argument, when the device may use it
     */
    long map(int cpu, long gpa, int pages, int segments, boolean mayWrite, EventHandler handler, int kind) {
        Call call = begin(cpu, Operation.MAP, handler, kind);
        call.iova = iovas.allocate(pages);
        call.gpa = gpa;
        call.pages = pages;
        call.segments = segments;
        call.synced = 0;
        call.mayWrite = mayWrite;
        queueLock.acquire(this, LOCKED, cpu);
        return call.iova;
    }

    /** Unmaps it; the handler is called, with the CPU as argument, when the CPU may go on. */
    void unmap(int cpu, long iova, int pages, EventHandler handler, int kind) {
        Call call = begin(cpu, Operation.UNMAP, handler, kind);
        call.iova = iova;
        call.pages = pages;
        if (!lazy) {
            queueLock.acquire(this, LOCKED, cpu);
            return;
        }
        if (waiting.isEmpty()) {
            flushDuePs = loop.nowPs() + timerPs;
        }
        waiting.add(new long[] {iova, pages});
        call.queued++;
        viommu.operand(cpu).range(0, iova, pages, false);
        viommu.unmap(cpu, true, this, QUEUED);
    }

    private Call begin(int cpu, Operation operation, EventHandler handler, int kind) {
        Call call = calls[cpu];
        call.operation = operation;
        call.handler = handler;
        call.kind = kind;
        return call;
    }

    @Override
    public void handle(int kind, long argument) {
        int cpu = (int) argument;
        Call call = calls[cpu];
        switch (kind) {
            case LOCKED -> loop.schedule(serve(call), this, SERVED, cpu);
            case SERVED -> sync(call, cpu);
            case DONE -> {
                queueLock.release();
                done(call, cpu);
            }
            case QUEUED -> {
                boolean due = call.queued >= entries - 1 || loop.nowPs() >= flushDuePs;
                if (due && !flushUnderWay) {
                    flushUnderWay = true;
                    call.operation = Operation.FLUSH;
                    queueLock.acquire(this, LOCKED, cpu);
                } else {
                    call.handler.handle(call.kind, cpu);
                }
            }
            default -> throw new IllegalStateException("unknown event " + kind);
        }
    }

    /** What the VMM does for the requests of a sync, beside what the host charges. */
    private long serve(Call call) {
        return switch (call.operation) {
            case MAP -> requestPs * syncedSegments(call) + pagePs * syncedSegments(call) * segmentPages(call);
            case UNMAP -> requestPs;
            case FLUSH -> {
                flushing = waiting.size();
                flushDuePs = loop.nowPs() + timerPs;
                for (Call each : calls) {
                    each.queued = 0;
                }
                yield requestPs * flushing;
            }
        };
    }

    private int syncedSegments(Call call) {
        return batched ? call.segments : 1;
    }

    private static int segmentPages(Call call) {
        return call.pages / call.segments;
    }

    private void sync(Call call, int cpu) {
        syncs++;
        DmaMapping operand = viommu.operand(cpu);
        switch (call.operation) {
            case MAP -> {
                int segments = syncedSegments(call);
                int pages = segmentPages(call);
                long offset = (long) call.synced * pages << 12;
                operand.range(0, call.iova + offset, segments * pages, call.mayWrite);
                for (int s = 0; s < segments; s++) {
                    operand.segment(call.gpa + offset + ((long) s * pages << 12), pages);
                }
                call.synced += segments;
                viommu.map(cpu, this, DONE);
            }
            case UNMAP -> {
                operand.range(0, call.iova, call.pages, false);
                viommu.unmap(cpu, false, this, DONE);
            }
            case FLUSH -> {
                operand.range(0, 0, 0, false);
                viommu.flush(cpu, this, DONE);
            }
        }
    }

    private void done(Call call, int cpu) {
        if (call.operation == Operation.MAP && call.synced < call.segments) {
            queueLock.acquire(this, LOCKED, cpu);
            return;
        }
        if (call.operation == Operation.UNMAP) {
            iovas.free(call.iova, call.pages);
        } else if (call.operation == Operation.FLUSH) {
            for (; flushing > 0; flushing--) {
                long[] range = waiting.remove();
                iovas.free(range[0], (int) range[1]);
            }
            flushUnderWay = false;
        }
        call.handler.handle(call.kind, cpu);
    }
}
