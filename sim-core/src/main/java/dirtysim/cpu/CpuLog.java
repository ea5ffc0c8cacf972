package dirtysim.cpu;

import dirtysim.engine.EventLoop;
import dirtysim.engine.Server;
import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlots;

/**
 * The log of CPU writes, as the migration uses it. Each call does its work at one instant and returns the time that the
 * calling thread takes for it, in picoseconds.
 */
public interface CpuLog {
    /** Enables logging. Before, nothing is logged. */
    long enable();

    /**
     * Reads the log: what was logged and not yet cleared.
     *
     * @param into takes the pages, by GFN
     */
    long read(GfnBitmap into);

    /**
     * A page is about to be read in order to be sent; what has to be cleared before, is.
     *
     * @param gfn the page; the following ones up to a multiple of 1 GiB need no further call in this round
     */
    long beforeSending(long gfn);

    /** Whether a read has to wait until each vCPU has left the guest, even one that the throttle has put to sleep. */
    default boolean waitsForVcpus() {
        return false;
    }

    /** Host CPU time that vCPU threads spent on the log, in faults, exits and harvests. */
    long vcpuPs();

    /** Time that vCPU threads waited for the VMM's lock. */
    long lockWaitPs();

    /** Its rings; null for a log that has none. */
    default DirtyRings rings() {
        return null;
    }

    /**
     * The log that a configuration asks for.
     *
     * @param loop the event loop
     * @param slots the guest's memory
     * @param costs every parameter
     * @param logging which log
     * @param writer the guest's writes
     * @param vmmLock what a vCPU with a full ring takes to harvest it
     */
    static CpuLog of(
            EventLoop loop, MemorySlots slots, CostModel costs, CpuLogging logging, CpuWriter writer, Server vmmLock) {
        return logging.kind().ring()
                ? new RingLog(loop, slots, costs, logging, writer, vmmLock)
                : new BitmapLog(loop, slots, costs, logging, writer);
    }
}
