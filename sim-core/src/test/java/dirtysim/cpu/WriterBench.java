package dirtysim.cpu;

import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStreams;
import dirtysim.engine.Server;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;

/** A guest that writes, its log, and what the two say. */
final class WriterBench {
    static final long MIB = 1L << 20;
    static final long MS_PS = 1_000_000_000L;

    final EventLoop loop = new EventLoop();
    final MemorySlots slots;
    final CpuWriter writer;
    final CpuLog log;
    final Server vmmLock = new Server(loop, "VMM lock", 1);
    /** Pages written since the bench's user cleared them here, and how often that was told. */
    final GfnBitmap written;

    long told;

    WriterBench(long seed, double pagesPerSecond, long ramMib, long workingSetMib, CostModel costs, CpuLogging how) {
        this(seed, load(pagesPerSecond, workingSetMib, "uniform", true), ramMib, costs, how);
    }

    static CpuLoad load(double pagesPerSecond, long workingSetMib, String pattern, boolean closedLoop) {
        return new CpuLoad(
                pagesPerSecond, workingSetMib * MIB, 0, 0, WritePattern.parse(pattern, "test"), 0, closedLoop);
    }

    WriterBench(long seed, CpuLoad load, long ramMib, CostModel costs, CpuLogging how) {
        slots = MemorySlots.q35(ramMib * MIB);
        written = new GfnBitmap(slots.gfnLimit());
        writer = new CpuWriter(
                loop, slots, new RandomStreams(seed).stream("cpu"), load, costs, how.checked("test"), gfn -> {
                    told++;
                    written.set(gfn);
                });
        log = CpuLog.of(loop, slots, costs, how, writer, vmmLock);
    }

    /** What the log holds. */
    GfnBitmap read() {
        GfnBitmap into = new GfnBitmap(slots.gfnLimit());
        log.read(into);
        return into;
    }

    /** Every page sent, at one instant. */
    void sendAll() {
        for (long page = 0; page < slots.ramPages(); page++) {
            long gfn = slots.gfnOfRamPage(page);
            log.beforeSending(gfn);
            writer.advance();
            writer.copied(gfn);
            written.clear(gfn);
        }
    }

    void runMs(double ms) {
        loop.runUntil(loop.nowPs() + Math.round(ms * MS_PS));
        writer.advance();
    }
}
