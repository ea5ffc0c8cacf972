package dirtysim.tracking.iommufd;

/**
 * The kernel's way to write into a large bitmap of the user: it pins at most 512 pages of it at a time (I14), which is 64 GiB
 * of IOVA at a granule of 4 KiB, less what a bitmap that does not start on a page loses. A dirty leaf longer than the window
 * is set as far as pages are pinned; the rest is carried into the windows that follow (I15), and the walk goes on behind it.
 *
 * <p>Source: {@code iova_bitmap.c} after the fixes of 2024 (I16).
 */
public final class BitmapWindows {
    /** Pages pinned at once: as many pointers as one page holds. */
    private static final int MOST_PAGES = 512;

    private static final int PAGE_SHIFT = 12;

    private final UserBitmap bitmap;
    private final long base;
    private final long end;
    private final int shift;
    private final long totalBits;

    private long pinnedBits;
    private long carriedBits;
    private long windows;
    private long pagesPinned;
    private long bytesTouched;
    private long bitsPastEnd;

    BitmapWindows(DirtyBitmapRequest request) {
        this.bitmap = request.bitmap();
        this.base = request.iova();
        this.end = request.end();
        this.shift = Long.numberOfTrailingZeros(request.granuleBytes());
        this.totalBits = request.bits();
    }

    /** Windows pinned and unpinned, those of carried remainders included. */
    public long windows() {
        return windows;
    }

    /** User pages pinned, summed over the windows. */
    public long pagesPinned() {
        return pagesPinned;
    }

    /** Bytes of the bitmap written, each as often as it was. */
    public long bytesTouched() {
        return bytesTouched;
    }

    /** Bits set behind the request's end: its last leaf was longer than the request, and their page was pinned. */
    public long bitsPastEnd() {
        return bitsPastEnd;
    }

    /**
     * Pins the next window.
     *
     * @param iova its first address
     * @return its end, exclusive
     */
    long pin(long iova) {
        long firstByte = bit(iova) >>> 3;
        long inPage = bitmap.address() + firstByte & (1 << PAGE_SHIFT) - 1;
        long bytesLeft = (totalBits + 7 >>> 3) - firstByte;
        long pages = Math.min(MOST_PAGES, inPage + bytesLeft + (1 << PAGE_SHIFT) - 1 >>> PAGE_SHIFT);
        windows++;
        pagesPinned += pages;
        pinnedBits = firstByte + (pages << PAGE_SHIFT) - inPage << 3;
        return iovaOf(pinnedBits);
    }

    /** Sets the bits of a dirty leaf that begins in the window, and notes what lies behind it. */
    void dirty(long iova, long bytes) {
        long last = bit(iova + bytes - 1);
        if (last >= pinnedBits) {
            carriedBits = last + 1 - pinnedBits;
            last = pinnedBits - 1;
        }
        set(bit(iova), last);
    }

    /**
     * Sets what a leaf left over behind the last window, in windows of its own.
     *
     * @param iova end of the last window
     * @return where the walk goes on
     */
    long setAhead(long iova) {
        long at = iova;
        while (carriedBits > 0 && at < end) {
            pin(at);
            long first = bit(at);
            long last = Math.min(Math.min(first + carriedBits, pinnedBits), totalBits) - 1;
            set(first, last);
            carriedBits -= last + 1 - first;
            at = iovaOf(last + 1);
        }
        carriedBits = 0;
        return at;
    }

    private void set(long first, long last) {
        bitmap.set(first, last);
        bytesTouched += (last >>> 3) - (first >>> 3) + 1;
        bitsPastEnd += Math.max(0, last + 1 - Math.max(first, totalBits));
    }

    private long bit(long iova) {
        return iova - base >>> shift;
    }

    private long iovaOf(long bit) {
        return bit >= totalBits ? end : base + (bit << shift);
    }
}
