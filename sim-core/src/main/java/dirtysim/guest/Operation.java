package dirtysim.guest;

import dirtysim.guest.Workload.Kind;
import java.util.Arrays;

/**
 * One operation of a guest, as a replay reads it. It is a place to read into, used again for other operations: what is in it
 * holds until the next read. What the properties mean stands at {@link Workload}.
 */
public final class Operation {
    /** No access to the mapping was recorded. */
    public static final long NO_ACCESS = -1;

    private static final int PAGE_SHIFT = 12;

    private long number;
    private Kind kind = Kind.FLUSH;
    private long timePs;
    private int cpu;
    private int device;
    private Direction direction = Direction.UNKNOWN;
    private long iova;
    private int pages;
    private int segments;
    private long[] segmentGpa = new long[1];
    private int[] segmentPages = new int[1];
    private long lastAccess;
    private int predecessors;
    private long[] predecessor = new long[2];
    private int[] predecessorCpu = new int[2];
    private boolean[] predecessorFlushes = new boolean[2];

    /** Fills it, without segments and predecessors. */
    public Operation set(long theNumber, Kind what, long atPs, int onCpu, int ofDevice, Direction dir) {
        number = theNumber;
        kind = what;
        timePs = atPs;
        cpu = onCpu;
        device = ofDevice;
        direction = dir;
        iova = 0;
        pages = 0;
        segments = 0;
        predecessors = 0;
        lastAccess = NO_ACCESS;
        return this;
    }

    /** Gives it its range. */
    public Operation range(long firstIova, int pageCount) {
        iova = firstIova;
        pages = pageCount;
        return this;
    }

    /** Adds a segment of guest-physical memory behind those it has. */
    public void segment(long gpa, int pageCount) {
        if (segments == segmentGpa.length) {
            segmentGpa = Arrays.copyOf(segmentGpa, segments * 2);
            segmentPages = Arrays.copyOf(segmentPages, segments * 2);
        }
        segmentGpa[segments] = gpa;
        segmentPages[segments++] = pageCount;
    }

    /** Adds an operation that has to be complete before this one begins, unless it is there already. */
    public void after(long otherNumber, int otherCpu, boolean flush) {
        for (int i = 0; i < predecessors; i++) {
            if (predecessor[i] == otherNumber) {
                return;
            }
        }
        if (predecessors == predecessor.length) {
            predecessor = Arrays.copyOf(predecessor, predecessors * 2);
            predecessorCpu = Arrays.copyOf(predecessorCpu, predecessors * 2);
            predecessorFlushes = Arrays.copyOf(predecessorFlushes, predecessors * 2);
        }
        predecessor[predecessors] = otherNumber;
        predecessorCpu[predecessors] = otherCpu;
        predecessorFlushes[predecessors++] = flush;
    }

    /** Says which access of its device was the last to the mapping that an unmap ends. */
    public void accessed(long access) {
        lastAccess = access;
    }

    /** Its place among all operations, from 0, setup and seam included; those of a CPU ascend. */
    public long number() {
        return number;
    }

    /** What it does. */
    public Kind kind() {
        return kind;
    }

    /** When it was recorded, since the start of the body. */
    public long timePs() {
        return timePs;
    }

    /** The guest CPU that issues it, from 0. */
    public int cpu() {
        return cpu;
    }

    /** The device, or {@link Workload#ALL_DEVICES}. */
    public int device() {
        return device;
    }

    /** Direction of the mapping. */
    public Direction direction() {
        return direction;
    }

    /** First IOVA of the range, page aligned. */
    public long iova() {
        return iova;
    }

    /** Pages of the range. */
    public int pages() {
        return pages;
    }

    /** Number of segments; 0 unless it is a {@link Kind#MAP}. */
    public int segments() {
        return segments;
    }

    /** Guest-physical address of a segment, page aligned. */
    public long segmentGpa(int segment) {
        return segmentGpa[segment];
    }

    /** Pages of a segment. */
    public int segmentPages(int segment) {
        return segmentPages[segment];
    }

    /** Number of operations that have to be complete before it. */
    public int predecessors() {
        return predecessors;
    }

    /** {@link #number} of a predecessor, which is lower than this one's. */
    public long predecessor(int index) {
        return predecessor[index];
    }

    /** The CPU of a predecessor. */
    public int predecessorCpu(int index) {
        return predecessorCpu[index];
    }

    /** Whether a predecessor is a {@link Kind#FLUSH}, which a guest that has been made strict leaves out. */
    public boolean predecessorFlushes(int index) {
        return predecessorFlushes[index];
    }

    /** Of an unmap: the number in its device's {@link AccessStream} of the last access to the mapping, or {@link #NO_ACCESS}. */
    public long lastAccess() {
        return lastAccess;
    }

    /** One past the last IOVA page number. */
    long endPage() {
        return (iova >>> PAGE_SHIFT) + pages;
    }
}
