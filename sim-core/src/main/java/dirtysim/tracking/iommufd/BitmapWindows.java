package dirtysim.tracking.iommufd;

/**
 * The kernel's way to write into a large bitmap of the user: it pins at most 512 pages of it at a time (I14), which is 64 GiB
 * of IOVA at a granule of 4 KiB, less what a bitmap that does not start on a page loses. {@link Kernel.Pinning} says when it
 * pins, and what becomes of a dirty leaf that is longer than what is pinned.
 *
 * <p>Source: {@code iova_bitmap.c} as of spring 2024, with byte-wise bitmaps (I16), and after "Dynamic pinning on
 * iova_bitmap_set()" of June 2024.
 */
public final class BitmapWindows {
    /** Pages pinned at once: as many pointers as one page holds. */
    private static final int MOST_PAGES = 512;

    private static final int PAGE_SHIFT = 12;
    private static final int BITS_A_PAGE_SHIFT = PAGE_SHIFT + 3;

    private final UserBitmap bitmap;
    private final long base;
    private final long end;
    private final int shift;
    private final long totalBits;

    private final boolean onDemand;

    private long firstPinnedBit;
    private long pinnedBits;
    private long carriedBits;
    private long windows;
    private long pagesPinned;
    private long bytesTouched;
    private long bitsPastEnd;

    /**
     * Windows that a read of so many bits takes under {@link Kernel.Pinning#WINDOWS}, if its bitmap starts on a page and no
     * leaf leaves anything over at a window's end.
     */
    public static long windowsFor(long bits) {
        return -Math.floorDiv(-bits, (long) MOST_PAGES << BITS_A_PAGE_SHIFT);
    }

    /** User pages that such a read pins, summed over its windows. */
    public static long pagesFor(long bits) {
        return -Math.floorDiv(-bits, 1L << BITS_A_PAGE_SHIFT);
    }

    BitmapWindows(DirtyBitmapRequest request, Kernel.Pinning pinning) {
        this.onDemand = pinning == Kernel.Pinning.ON_DEMAND;
        this.bitmap = request.bitmap();
        this.base = request.iova();
        this.end = request.end();
        this.shift = Long.numberOfTrailingZeros(request.granuleBytes());
        this.totalBits = request.bits();
    }

    /** Windows pinned and unpinned, those of carried remainders included; on demand, none where nothing is dirty. */
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
        firstPinnedBit = firstByte << 3;
        pinnedBits = firstByte + (pages << PAGE_SHIFT) - inPage << 3;
        return iovaOf(pinnedBits);
    }

    /** Sets the bits of a dirty leaf, or notes what of it lies behind the window. */
    void dirty(long iova, long bytes) {
        long first = bit(iova);
        long last = bit(iova + bytes - 1);
        if (onDemand) {
            dirtyOnDemand(first, last);
            return;
        }
        if (last >= pinnedBits) {
            carriedBits = last + 1 - pinnedBits;
            last = pinnedBits - 1;
        }
        set(first, last);
    }

    private void dirtyOnDemand(long firstBit, long lastBit) {
        long first = firstBit;
        while (first <= lastBit && first < totalBits) {
            if (first < firstPinnedBit || lastBit >= Math.min(pinnedBits, totalBits)) {
                pin(iovaOf(first));
            }
            long last = Math.min(lastBit, pinnedBits - 1);
            set(first, last);
            first = last + 1;
        }
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
