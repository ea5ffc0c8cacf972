package dirtysim.validation;

import dirtysim.cpu.CpuLoad;
import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.cpu.FillPass;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStreams;
import dirtysim.engine.Server;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;

/**
 * A guest that dirties all of its memory once while KVM logs it, and the read and the clear that follow, and one more read, as KVM's
 * {@code dirty_log_perf_test} measures them.
 */
public final class DirtyLogPass {
    private static final long CHUNK_PAGES = 1 << 18;

    private final long fillPs;
    private final long firstReadPs;
    private final long readPs;
    private final long clearPs;

    /**
     * Runs it.
     *
     * @param costs every parameter
     * @param ramBytes the guest's memory, all of which is dirtied
     * @param logging a bitmap that starts empty and is cleared by chunk
     */
    public DirtyLogPass(CostModel costs, long ramBytes, CpuLogging logging) {
        EventLoop loop = new EventLoop();
        MemorySlots slots = MemorySlots.q35(ramBytes);
        CpuWriter writer = new CpuWriter(
                loop,
                slots,
                new RandomStreams(1).stream("none"),
                CpuLoad.uniform(0, ramBytes),
                costs,
                logging,
                gfn -> {});
        CpuLog log = CpuLog.of(loop, slots, costs, logging, writer, new Server(loop, "VMM lock", 1));
        long enablePs = log.enable();
        loop.runUntil(enablePs);
        long pagePs = CostModel.ps(costs.memoryRefNs());
        fillPs = new FillPass(writer, pagePs).run(enablePs) - enablePs;
        loop.runUntil(enablePs + fillPs);
        GfnBitmap dirty = new GfnBitmap(slots.gfnLimit());
        firstReadPs = log.read(dirty);
        long sumPs = 0;
        for (long gfn = 0; gfn < slots.gfnLimit(); gfn += CHUNK_PAGES) {
            sumPs += log.beforeSending(gfn);
        }
        clearPs = sumPs;
        // Of the bits that are read the time does not depend.
        readPs = log.read(dirty);
    }

    /** Time in which the guest dirtied everything; besides the log, each page cost its vCPU one memory reference. */
    public long fillPs() {
        return fillPs;
    }

    /** Time of the first read, whose bitmap pages are cold. */
    public long firstReadPs() {
        return firstReadPs;
    }

    /** Time of each later read. */
    public long readPs() {
        return readPs;
    }

    /** Time of the clears of all chunks. */
    public long clearPs() {
        return clearPs;
    }
}
