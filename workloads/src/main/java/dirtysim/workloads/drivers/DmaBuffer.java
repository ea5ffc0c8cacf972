package dirtysim.workloads.drivers;

import dirtysim.guest.Direction;

/** A mapping that a driver holds. */
public final class DmaBuffer {
    final long iova;
    private final Direction direction;
    private final int cpu;
    private final int pages;
    private final long[] gpas;
    private final int[] segmentPages;

    DmaBuffer(long iova, Direction direction, int cpu, int pages, long[] gpas, int[] segmentPages) {
        this.iova = iova;
        this.direction = direction;
        this.cpu = cpu;
        this.pages = pages;
        this.gpas = gpas;
        this.segmentPages = segmentPages;
    }

    /** Its direction. */
    public Direction direction() {
        return direction;
    }

    /** The CPU that mapped it. */
    public int cpu() {
        return cpu;
    }

    /** Its pages. */
    public int pages() {
        return pages;
    }

    /** Number of its segments. */
    public int segments() {
        return gpas.length;
    }

    /** Guest-physical address of a segment. */
    public long gpa(int segment) {
        return gpas[segment];
    }

    /** Pages of a segment. */
    public int pages(int segment) {
        return segmentPages[segment];
    }
}
