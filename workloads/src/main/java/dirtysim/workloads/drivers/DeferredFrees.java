package dirtysim.workloads.drivers;

import dirtysim.engine.EventHandler;
import dirtysim.workloads.iova.IovaDomain;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The flush queue of one lazy domain ({@code struct iova_fq} in {@code drivers/iommu/dma-iommu.c}), in which a flush takes no
 * time: a ring of 256 entries a CPU, one of which stays empty, and a timer, 10 ms by the kernel's source, that runs from the first entry on. A full
 * ring is flushed by the CPU that finds it so, and frees what that CPU has queued; the timer's flush frees all rings. An
 * entry older than a flush that another CPU began is freed when its own CPU queues the next one. {@link
 * dirtysim.guest.FlushQueue} is the same with the time that it takes, for replay.
 */
final class DeferredFrees implements EventHandler {
    private static final int MOST = 255;

    private record Entry(long iova, int pages, long flushesBefore) {}

    private final DriverGuest guest;
    private final int device;
    private final IovaDomain iovas;
    private final List<Deque<Entry>> rings = new ArrayList<>();
    private boolean timerRuns;
    private long flushes;

    DeferredFrees(DriverGuest guest, int device, IovaDomain iovas) {
        this.guest = guest;
        this.device = device;
        this.iovas = iovas;
        for (int cpu = 0; cpu < guest.cpus(); cpu++) {
            rings.add(new ArrayDeque<>());
        }
    }

    void add(int cpu, long iova, int pages) {
        Deque<Entry> ring = rings.get(cpu);
        freeFlushed(ring, cpu);
        if (ring.size() == MOST) {
            flush(cpu);
            freeFlushed(ring, cpu);
        }
        ring.add(new Entry(iova, pages, flushes));
        if (!timerRuns) {
            timerRuns = true;
            guest.loop().schedule(guest.flushTimerPs(), this, 0, cpu);
        }
    }

    @Override
    public void handle(int kind, long cpu) {
        timerRuns = false;
        flush((int) cpu);
        rings.forEach(ring -> freeFlushed(ring, (int) cpu));
    }

    private void flush(int cpu) {
        flushes++;
        guest.sink().flush(guest.loop().nowPs(), cpu, device);
    }

    /** What a CPU frees goes into its own caches, whoever queued it. */
    private void freeFlushed(Deque<Entry> ring, int cpu) {
        while (!ring.isEmpty() && ring.peek().flushesBefore() < flushes) {
            Entry entry = ring.remove();
            iovas.free(cpu, entry.iova(), entry.pages());
        }
    }
}
