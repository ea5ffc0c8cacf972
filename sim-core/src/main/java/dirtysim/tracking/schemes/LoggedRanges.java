package dirtysim.tracking.schemes;

import java.util.Arrays;

/**
 * The ranges that a device logs, fixed when logging starts: at most {@value #MOST} (D2: as many as fit into a page of 16-byte
 * descriptors). What is mapped in more pieces is collapsed by the smallest gaps between them, as {@code
 * vfio_combine_iova_ranges} does (D4), so unmapped IOVAs in between are logged too.
 */
final class LoggedRanges {
    /** Ranges that one device takes. */
    static final int MOST = 256;

    private final long[] first;
    private final long[] end;

    private LoggedRanges(long[] first, long[] end) {
        this.first = first;
        this.end = end;
    }

    /** Nothing at all. */
    static LoggedRanges none() {
        return new LoggedRanges(new long[0], new long[0]);
    }

    /** Every IOVA: the few ranges of QEMU (Q4), without the holes of the aperture. */
    static LoggedRanges aperture() {
        return new LoggedRanges(new long[] {0}, new long[] {Long.MAX_VALUE});
    }

    /** What is mapped for a device now. */
    static LoggedRanges mapped(MappedRanges ranges, int device) {
        int count = ranges.count(device);
        if (count == 0) {
            return none();
        }
        long[] gaps = new long[count - 1];
        for (int n = 1; n < count; n++) {
            gaps[n - 1] = gap(ranges, device, n);
        }
        Arrays.sort(gaps);
        // The least gap that is kept; of gaps as large as it, the first in order of IOVA are kept.
        long least = gaps.length < MOST ? 1 : Math.max(1, gaps[gaps.length - (MOST - 1)]);
        int ofLeast =
                MOST - 1 - (int) Arrays.stream(gaps).filter(gap -> gap > least).count();
        long[] first = new long[Math.min(count, MOST)];
        long[] end = new long[first.length];
        int pieces = 0;
        for (int n = 0; n < count; n++) {
            long gap = n == 0 ? Long.MAX_VALUE : gap(ranges, device, n);
            boolean apart = gap > least || gap == least && ofLeast-- > 0;
            if (apart) {
                first[pieces++] = ranges.iova(device, n);
            }
            end[pieces - 1] = end(ranges, device, n);
        }
        return new LoggedRanges(Arrays.copyOf(first, pieces), Arrays.copyOf(end, pieces));
    }

    private static long gap(MappedRanges ranges, int device, int n) {
        return ranges.iova(device, n) - end(ranges, device, n - 1);
    }

    private static long end(MappedRanges ranges, int device, int n) {
        return ranges.iova(device, n) + ((long) ranges.pages(device, n) << 12);
    }

    /** Number of ranges. */
    int count() {
        return first.length;
    }

    /** Whether an IOVA is logged. */
    boolean hold(long iova) {
        int at = Arrays.binarySearch(first, iova);
        int range = at >= 0 ? at : -at - 2;
        return range >= 0 && iova < end[range];
    }
}
