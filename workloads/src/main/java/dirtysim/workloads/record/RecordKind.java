package dirtysim.workloads.record;

/** What a record of a recording is. The order is that of the native format and must not change. */
public enum RecordKind {
    /** One {@code iommu:map}: a segment, contiguous in IOVA and in guest-physical memory. */
    MAP,
    /** One {@code iommu:unmap}: a range, which may span several segments. */
    UNMAP,
    /** One {@code cache_tag_flush_range}: the IOTLB flush that follows each unmap of a strict guest. */
    FLUSH_RANGE,
    /** One {@code cache_tag_flush_all}: a lazy guest's flush of a whole domain. */
    FLUSH_DOMAIN,
    /** One {@code dma_map_*} or {@code dma_alloc*}; its segments stand before it. */
    CALL,
    /** One line written to {@code trace_marker}. */
    MARK
}
