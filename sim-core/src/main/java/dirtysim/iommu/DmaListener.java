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

    /**
     * The hardware updated A or D in a first-stage entry, which changed a page of the guest that no DMA request addressed.
     *
     * @param device index of the device whose request was translated
     * @param hpa address in host memory of the table's page
     */
    default void wroteTable(int device, long hpa) {}
}
