package dirtysim.migration;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.SimTime;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;
import java.util.function.LongConsumer;

/**
 * The guest's CPUs writing to memory: page writes at a constant rate, uniform over a working set at the end of RAM. They
 * are logged exactly, as KVM logs them; the log is what a sync reads and clears.
 *
 * <p>Writes of one millisecond happen together: the grain at which CPU writes and copies are ordered.
 */
public final class CpuWriter implements EventHandler {
    private static final long TICK_PS = SimTime.PS_PER_MS;

    private final EventLoop loop;
    private final MemorySlots slots;
    private final RandomStream random;
    private final LongConsumer wrote;
    private final double pagesPerTick;
    private final long firstPage;
    private final int workingSetPages;
    private final GfnBitmap log;
    private double owed;
    private boolean stopped;

    /**
     * @param loop the event loop
     * @param slots the guest's memory
     * @param random where the writes go
     * @param pagesPerSecond page writes a second
     * @param workingSetBytes size of the working set, at most RAM
     * @param wrote called for each write with its GFN
     */
    public CpuWriter(
            EventLoop loop,
            MemorySlots slots,
            RandomStream random,
            double pagesPerSecond,
            long workingSetBytes,
            LongConsumer wrote) {
        this.loop = loop;
        this.slots = slots;
        this.random = random;
        this.wrote = wrote;
        pagesPerTick = pagesPerSecond * TICK_PS / SimTime.PS_PER_S;
        workingSetPages = Math.toIntExact(workingSetBytes >>> 12);
        firstPage = slots.ramPages() - workingSetPages;
        log = new GfnBitmap(slots.gfnLimit());
    }

    /** Begins to write. */
    public void start() {
        if (pagesPerTick > 0 && workingSetPages > 0) {
            loop.schedule(TICK_PS, this, 0, 0);
        }
    }

    /** Ends it. */
    public void stop() {
        stopped = true;
    }

    /** What was written since it was last drained. */
    public GfnBitmap log() {
        return log;
    }

    @Override
    public void handle(int kind, long argument) {
        if (stopped) {
            return;
        }
        owed += pagesPerTick;
        for (; owed >= 1; owed--) {
            long gfn = slots.gfnOfRamPage(firstPage + random.nextInt(workingSetPages));
            log.set(gfn);
            wrote.accept(gfn);
        }
        loop.schedule(TICK_PS, this, 0, 0);
    }
}
