package dirtysim.tracking;

import java.util.Arrays;

/** What a guest asks to have mapped or unmapped: a range, and for a map the guest-physical segments behind it. */
public final class DmaMapping implements DmaRange {
    private int device;
    private long iova;
    private int pages;
    private boolean writable;
    private int segments;
    private long[] gpas = new long[8];
    private int[] segmentPages = new int[8];

    /** Starts anew, without segments. */
    public DmaMapping range(int ofDevice, long firstIova, int pageCount, boolean mayWrite) {
        device = ofDevice;
        iova = firstIova;
        pages = pageCount;
        writable = mayWrite;
        segments = 0;
        return this;
    }

    /** Adds the next segment; segments follow each other in IOVA. */
    public DmaMapping segment(long gpa, int pageCount) {
        if (segments == gpas.length) {
            gpas = Arrays.copyOf(gpas, segments * 2);
            segmentPages = Arrays.copyOf(segmentPages, segments * 2);
        }
        gpas[segments] = gpa;
        segmentPages[segments++] = pageCount;
        return this;
    }

    @Override
    public int device() {
        return device;
    }

    @Override
    public long iova() {
        return iova;
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public boolean writable() {
        return writable;
    }

    int segments() {
        return segments;
    }

    long gpa(int segment) {
        return gpas[segment];
    }

    int segmentPages(int segment) {
        return segmentPages[segment];
    }
}
