package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.MemorySlots;

/**
 * {@code type1}: {@code VFIO_IOMMU_DIRTY_PAGES_FLAG_GET_BITMAP}, one request for each memory slot (QEMU asks by section), copied
 * by {@code copy_to_user}. The bits of a request are taken when its copy begins. The kernel refuses a bitmap of more than 256 MiB,
 * for it counts pages in an {@code int} (Linux {@code vfio_iommu_type1.c}, {@code DIRTY_BITMAP_SIZE_MAX}): 8 TiB at 4 KiB, trap
 * 31. QEMU refuses to migrate a guest whose slot is greater; here user space asks in several requests, for which it must have
 * mapped the slot in as many pieces, because a request may not cut a mapping.
 */
final class Type1Path extends HandOverPath {
    /** 256 MiB of bitmap. */
    static final long MOST_FRAMES = 1L << 31;

    private final CostModel costs;
    private final long ioctlPs;

    Type1Path(CostModel costs, MemorySlots slots) {
        super(slots, MOST_FRAMES);
        this.costs = costs;
        ioctlPs = CostModel.ps(costs.ioctlNs());
    }

    @Override
    void before(TrackingHost host, long frames, boolean newCall) {
        host.charge(Cost.IOCTL, ioctlPs);
    }

    @Override
    long after(TrackingHost host, long frames, boolean cold) {
        long bytes = bytes(frames);
        host.charge(Cost.COPY, cold ? costs.coldCopyPs(bytes) : costs.copyPs(bytes));
        return bytes;
    }
}
