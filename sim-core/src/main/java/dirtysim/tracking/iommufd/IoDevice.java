package dirtysim.tracking.iommufd;

/**
 * A device bound to iommufd.
 *
 * @param id the device's number, 0 or more
 * @param dirtyTracking what GET_HW_INFO reports for the IOMMU in front of it: IOMMU_HW_CAP_DIRTY_TRACKING (I1); on VT-d,
 *     scalable mode with second-stage A/D
 */
public record IoDevice(int id, boolean dirtyTracking) {}
