package dirtysim.workloads.record;

import java.util.Locale;

/** The kernel functions that map memory for a device. The order is that of the native format and must not change. */
public enum CallKind {
    /** A buffer, contiguous in memory. */
    DMA_MAP_PAGE,
    /** Memory of another device. */
    DMA_MAP_RESOURCE,
    /** A scatter list. */
    DMA_MAP_SG,
    /** Coherent memory. */
    DMA_ALLOC,
    /** Pages allocated for the device. */
    DMA_ALLOC_PAGES,
    /** Pages allocated for the device, not contiguous in memory. */
    DMA_ALLOC_SGT,
    /** What Linux 6.18 and later have in place of the first two: {@code include/trace/events/dma.h}. */
    DMA_MAP_PHYS;

    /** Whether the memory is allocated with the mapping, and so lives long. */
    public boolean allocates() {
        return this == DMA_ALLOC || this == DMA_ALLOC_PAGES || this == DMA_ALLOC_SGT;
    }

    /** Name of the kernel's trace event. */
    public String eventName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
