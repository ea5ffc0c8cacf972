package dirtysim.tracking.schemes;

import dirtysim.host.CostModel;

/** How {@link IommufdDirtyBit} takes the D bits of a range that is about to go; the choices of {@code unmap-harvest}. */
enum UnmapHarvest {
    /**
     * What Linux and QEMU merged: GET_DIRTY_BITMAP with NO_CLEAR, then unmap (I8, I22). A write between the two is lost; a
     * driver that lets its device write then is at fault itself (I21, trap 5).
     */
    READ_THEN_UNMAP,
    /**
     * Write-protect, invalidate, read, unmap, invalidate (I21): loses nothing, and pays a second invalidation. It is one
     * system call with the unmap, as the first proposal of iommufd's dirty tracking had it.
     */
    WRITE_PROTECT,
    /** Make non-present by an exchange that returns the last D, invalidate (A8): one invalidation, and part of the unmap too. */
    EXCHANGE;

    static UnmapHarvest chosen(CostModel costs) {
        return values()[(int) costs.unmapHarvest()];
    }
}
