package dirtysim.workloads.ftrace;

import dirtysim.workloads.record.CallKind;

/** What the importer does with an event. */
enum EventKind {
    MAP,
    UNMAP,
    FLUSH_RANGE,
    FLUSH_ALL,
    /** A mapping call. */
    CALL,
    /** A mapping call with a scatter list. */
    CALL_SCATTER,
    /** An unmapping call that stands behind its unmap. */
    RELEASE_PAGE,
    /** An unmapping call that stands before its unmap and gives its range. */
    RELEASE_ALLOCATED,
    /** An unmapping call that stands before its unmap and gives a list of physical addresses. */
    RELEASE_SCATTER,
    MARK,
    /** How trace-cmd shows what was written by a function that it names: a mark, if that is the marker's. */
    PRINT,
    /** Counted only. */
    OTHER;

    /** The event of a line written to {@code trace_marker}. */
    static final String MARKER = "tracing_mark_write";

    static EventKind of(String name) {
        return switch (name) {
            case "map" -> MAP;
            case "unmap" -> UNMAP;
            case "cache_tag_flush_range" -> FLUSH_RANGE;
            case "cache_tag_flush_all" -> FLUSH_ALL;
            case "dma_map_page", "dma_map_resource", "dma_map_phys", "dma_alloc", "dma_alloc_pages", "dma_alloc_sgt" ->
                CALL;
            case "dma_map_sg" -> CALL_SCATTER;
            case "dma_unmap_page", "dma_unmap_resource", "dma_unmap_phys" -> RELEASE_PAGE;
            case "dma_free", "dma_free_pages", "dma_free_sgt" -> RELEASE_ALLOCATED;
            case "dma_unmap_sg" -> RELEASE_SCATTER;
            case MARKER -> MARK;
            case "print" -> PRINT;
            default -> OTHER;
        };
    }

    static CallKind callKind(String name) {
        for (CallKind kind : CallKind.values()) {
            if (kind.eventName().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(name);
    }
}
