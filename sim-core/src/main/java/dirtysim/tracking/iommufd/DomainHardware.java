package dirtysim.tracking.iommufd;

/** What the kernel asks of the IOMMU behind one HWPT. It acts, or notes what to do in simulated time. */
public interface DomainHardware {
    /**
     * Turns the hardware's D-bit updates on or off for a device: on VT-d, SSADE in its PASID entry and the invalidations
     * that follow (V6, V7). Called only when the value changes, and when a device joins while tracking is on.
     */
    void setTracking(IoDevice device, boolean enable);

    /**
     * Invalidates what the IOMMU caches of a range, of the IOTLB and of device-TLBs.
     *
     * @param iova first address
     * @param bytes length; of any alignment, for it spans whatever was cleaned (I18b)
     */
    void syncIotlb(long iova, long bytes);
}
