package dirtysim.tracking.iommufd;

import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A hardware page table (HWPT): one second-stage table that translates an {@link IoAddressSpace} for the devices attached to
 * it. Made by {@link IoAddressSpace#allocate}. Several may stand for one address space; each has D bits of its own, and a
 * page is dirty if any of them says so (trap 12).
 */
public final class HardwarePageTable {
    private final IoAddressSpace space;
    private final DomainHardware hardware;
    private final boolean dirtyTracking;
    private final PageTable table;
    private final List<IoDevice> devices = new ArrayList<>();
    private boolean tracking;

    HardwarePageTable(IoAddressSpace space, DomainHardware hardware, boolean dirtyTracking, int levels) {
        this.space = space;
        this.hardware = hardware;
        this.dirtyTracking = dirtyTracking;
        this.table = new PageTable(EntryFormat.SECOND_STAGE, levels);
    }

    /** The table that the hardware walks. */
    public PageTable table() {
        return table;
    }

    /** Whether dirty tracking is on. */
    public boolean tracking() {
        return tracking;
    }

    DomainHardware hardware() {
        return hardware;
    }

    /**
     * Attaches a device. If tracking is on, it is on for the device from then on (trap 17).
     *
     * @throws IommufdException EINVAL if the table was made for dirty tracking and the device's IOMMU cannot (I1), or if the
     *     device is attached already
     */
    public void attach(IoDevice device) {
        if (dirtyTracking && !device.dirtyTracking()) {
            throw new IommufdException(Errno.EINVAL, "device " + device.id() + " cannot track dirty pages");
        }
        if (devices.contains(device)) {
            throw new IommufdException(Errno.EINVAL, "device " + device.id() + " is attached already");
        }
        devices.add(device);
        if (tracking) {
            hardware.setTracking(device, true);
        }
    }

    /**
     * SET_DIRTY_TRACKING. To enable, first every D is cleared without a bitmap and what was cleaned is invalidated with one
     * sync, then the hardware is switched (I2, trap 18). To disable clears nothing.
     *
     * <p>With the value that it has already the hardware is left alone (V6). Enabling twice still clears, for the clearing is
     * done above the driver that knows: what was dirty and not yet read is lost.
     *
     * @return the walk that cleared; one that has read nothing when disabling
     * @throws IommufdException EOPNOTSUPP if the table was not made for dirty tracking
     */
    public DirtyWalk setDirtyTracking(boolean enable) {
        requireDirtyTracking();
        DirtyWalk walk = new DirtyWalk(table, space.kernel().walker(), true, null);
        if (enable) {
            space.forEachArea((iova, end) -> {
                for (long at = iova; at < end; ) {
                    at = walk.walk(at, end, Long.MAX_VALUE);
                }
            });
            if (walk.gathered()) {
                hardware.syncIotlb(walk.gatheredFrom(), walk.gatheredBytes());
            }
        }
        if (tracking != enable) {
            tracking = enable;
            devices.forEach(device -> hardware.setTracking(device, enable));
        }
        return walk;
    }

    /**
     * GET_DIRTY_BITMAP, from begin to end at one instant.
     *
     * @return what it did; {@link DirtyBitmapRead#error} tells of a partial result
     * @throws IommufdException EOPNOTSUPP if the table was not made for dirty tracking; EINVAL for a hole in the range or with
     *     tracking off, if this kernel returns such errors ({@link Kernel#returnsWalkErrors})
     */
    public DirtyBitmapRead getDirtyBitmap(DirtyBitmapRequest request) {
        DirtyBitmapRead read = beginRead(request);
        read.complete(hardware);
        return read;
    }

    /**
     * Begins a GET_DIRTY_BITMAP that the caller carries on. No map or unmap may come before its end (I7).
     *
     * @throws IommufdException EOPNOTSUPP if the table was not made for dirty tracking
     */
    public DirtyBitmapRead beginRead(DirtyBitmapRequest request) {
        requireDirtyTracking();
        return new DirtyBitmapRead(table, space, space.kernel(), request, tracking);
    }

    private void requireDirtyTracking() {
        if (!dirtyTracking) {
            throw new IommufdException(Errno.EOPNOTSUPP, "the table was not made for dirty tracking");
        }
    }
}
