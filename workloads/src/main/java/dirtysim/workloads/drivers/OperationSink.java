package dirtysim.workloads.drivers;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;

/** Hears of what a made-up guest does, in order of time; times are picoseconds since its start. */
public interface OperationSink {
    /** A new device; its index is how many there were before. */
    void device(String name);

    /** What is mapped now was there when the load began. */
    void beginBody(long atPs);

    /**
     * A mapping call.
     *
     * @param iova first address, page aligned
     * @param offset of the data in its first page
     * @param bytes of the data
     * @param gpas page-aligned guest-physical address of each segment
     * @param pages pages of each segment
     */
    void map(
            long atPs,
            int cpu,
            int device,
            Direction direction,
            CallKind call,
            long iova,
            int offset,
            long bytes,
            long[] gpas,
            int[] pages);

    /** An unmapping call, of one whole mapping. */
    void unmap(long atPs, int cpu, int device, Direction direction, long iova, int pages);

    /** A lazy guest's flush of a device's domain. */
    void flush(long atPs, int cpu, int device);

    /**
     * A device writes its long-lived mappings at a rate of its own, beside all operations.
     *
     * @param pagesPerSecond rate
     */
    void steadyWrites(int device, double pagesPerSecond);
}
