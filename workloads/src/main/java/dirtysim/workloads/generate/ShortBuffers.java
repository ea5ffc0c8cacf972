package dirtysim.workloads.generate;

import dirtysim.engine.SimTime;
import dirtysim.guest.Direction;
import dirtysim.guest.IovaAllocator;
import dirtysim.guest.WorkloadBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * The short-lived buffers, at even intervals: each is mapped, written by its device shortly before its end, and unmapped by
 * the CPU that mapped it. IOVAs are Linux's: below 4 GiB, the one freed last first. A lazy guest frees them at its flush, 10 ms
 * after the one before or at the 250th unmap (Linux's first limits, kernel commit 5e0d2a6f).
 */
final class ShortBuffers {
    /** How long the body is that a run loops. */
    static final long BODY_PS = 100 * SimTime.PS_PER_MS;

    private static final long FLUSH_PS = 10 * SimTime.PS_PER_MS;
    private static final int FLUSH_UNMAPS = 250;

    /** A buffer that is mapped, or unmapped and not yet flushed. */
    private record Held(int device, long iova, long untilPs) {}

    private final WorkloadBuilder builder;
    private final GuestFrames frames;
    private final boolean lazy;
    private final long perBody;
    private final long holdPs;
    private final int pages;
    private final List<IovaAllocator> iovas = new ArrayList<>();
    private final List<List<Held>> unflushed = new ArrayList<>();
    private final long[] flushedPs;
    private final Queue<Held> mapped = new ArrayDeque<>();

    ShortBuffers(WorkloadBuilder builder, GuestFrames frames, KindValues name) {
        this.builder = builder;
        this.frames = frames;
        lazy = name.value(SteadyKind.LAZY.key()) != 0;
        long churn = name.value(SteadyKind.CHURN.key());
        perBody = churn == 0 ? 0 : Math.max(1, churn * BODY_PS / SimTime.PS_PER_S);
        holdPs = name.value(SteadyKind.HOLD.key()) * SimTime.PS_PER_US;
        pages = (int) name.value(SteadyKind.BUFFER.key());
        int devices = (int) name.value(SteadyKind.DEVICES.key());
        flushedPs = new long[devices];
        for (int device = 0; device < devices; device++) {
            iovas.add(new IovaAllocator());
            unflushed.add(new ArrayList<>());
        }
    }

    /** Writes the body. What is still mapped at its end, the seam unmaps. */
    void write() {
        int[] size = {pages};
        for (long buffer = 0; buffer < perBody; buffer++) {
            long atPs = BODY_PS / perBody * buffer;
            unmapUntil(atPs);
            int device = (int) (buffer % iovas.size());
            long iova = iovas.get(device).allocate(pages);
            long[] gpa = {frames.ofBuffer(buffer)};
            builder.map(atPs, device, device, Direction.FROM_DEVICE, iova, gpa, size);
            mapped.add(new Held(device, iova, atPs + holdPs));
        }
        unmapUntil(BODY_PS - 1);
    }

    private void unmapUntil(long atPs) {
        while (!mapped.isEmpty() && mapped.peek().untilPs() <= atPs) {
            Held held = mapped.remove();
            builder.unmap(held.untilPs(), held.device(), held.device(), held.iova(), pages);
            if (lazy) {
                defer(held);
            } else {
                iovas.get(held.device()).free(held.iova(), pages);
            }
        }
    }

    private void defer(Held held) {
        List<Held> waiting = unflushed.get(held.device());
        waiting.add(held);
        boolean due = held.untilPs() - flushedPs[held.device()] >= FLUSH_PS;
        if (due || waiting.size() == FLUSH_UNMAPS) {
            builder.flush(held.untilPs(), held.device(), held.device());
            flushedPs[held.device()] = held.untilPs();
            waiting.forEach(one -> iovas.get(one.device()).free(one.iova(), pages));
            waiting.clear();
        }
    }
}
