package dirtysim.host;

/** The way by which a bitmap that a kernel driver keeps reaches the VMM. */
public enum HandOver {
    /** One copy of the whole bitmap to user space, as {@code KVM_GET_DIRTY_LOG} makes it. */
    COPY("copy"),
    /**
     * The migration region of VFIO as proposed in 2019 (v8): user space writes {@code start_pfn}, {@code page_size} and {@code
     * total_pfns}, the driver puts a chunk into the region's data section and answers with {@code data_offset} and {@code
     * copied_pfns}, and so on until all is copied.
     */
    REGION("region"),
    /**
     * {@code VFIO_IOMMU_DIRTY_PAGES_FLAG_GET_BITMAP} of VFIO type1: a request for each memory slot, and of at most 8 TiB, copied
     * to user space.
     */
    TYPE1("type1"),
    /** iommufd: pages of the user's bitmap are pinned, 64 GiB of guest memory at a time, and bits are set there. */
    WINDOWS("windows");

    private final String id;

    HandOver(String id) {
        this.id = id;
    }

    /** Stable id, as written in suites. */
    public String id() {
        return id;
    }
}
