package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.MemorySlots;

/**
 * {@code region}: the migration region of the v8 proposal (2019, {@code vfio_device_migration_info}). For each chunk user space
 * writes three registers; the last, {@code total_pfns}, has the driver take the chunk's bits and copy them into the data section;
 * user space reads two registers, and then the data: by a system call, which copies again, or through a mapping ({@code
 * region-data}). Each access of a register is a system call.
 *
 * <p>The data section is used over and over, so the driver's copy is warm; what is cold in the first hand-over is the other
 * side, user space's memory, or the section itself where it is mapped.
 */
final class RegionPath extends HandOverPath {
    /** {@code start_pfn}, {@code page_size}, {@code total_pfns}. */
    private static final int WRITES = 3;
    /** {@code data_offset}, {@code copied_pfns}. */
    private static final int READS = 2;

    private static final int FRAMES_A_BYTE = 8;

    private final CostModel costs;
    private final long accessPs;
    private final boolean mapped;

    RegionPath(CostModel costs, MemorySlots slots) {
        super(slots, (long) costs.handOver().regionChunkBytes() * FRAMES_A_BYTE);
        this.costs = costs;
        accessPs = CostModel.ps(costs.ioctlNs());
        mapped = costs.handOver().regionData() == 1;
    }

    @Override
    void before(TrackingHost host, long frames, boolean newCall) {
        host.charge(Cost.IOCTL, WRITES * accessPs);
    }

    @Override
    long after(TrackingHost host, long frames, boolean cold) {
        long bytes = bytes(frames);
        long lastPs = cold ? costs.coldCopyPs(bytes) : costs.copyPs(bytes);
        host.charge(Cost.IOCTL, (mapped ? READS : READS + 1) * accessPs);
        host.charge(Cost.COPY, mapped ? lastPs : costs.copyPs(bytes) + lastPs);
        return bytes;
    }
}
