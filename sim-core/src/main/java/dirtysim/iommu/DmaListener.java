package dirtysim.iommu;

/** Hears of DMA writes at the instant at which they land in memory. */
@FunctionalInterface
public interface DmaListener {
    /**
     * A device wrote to a page.
     *
     * @param device index of the device
     * @param iova address that the device used
     * @param hpa address in host memory that was written
     */
    void wrote(int device, long iova, long hpa);
}
