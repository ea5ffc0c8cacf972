package dirtysim.workloads.iova;

import java.util.Map;
import java.util.TreeMap;

/**
 * The ranges of one domain that are allocated or reserved, in pages of 4 KiB: {@code __alloc_and_insert_iova_range} and its
 * neighbours in {@code drivers/iommu/iova.c}.
 *
 * <p>A search goes from the top down and takes the first hole that holds the range at its alignment. It does not begin at
 * the top but at the range that was inserted last ("cached node"; one for addresses below 4 GiB, one for those above), and
 * goes back to the top once if there is no room below. A range freed at or above that point moves it up.
 */
final class IovaTree {
    private static final long PAGES_BELOW_4_GIB = 1L << 20;

    /** Stands above all addresses, so that there is always a range to begin at. */
    private static final long ANCHOR = Long.MAX_VALUE;

    /** Last page by first page. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    private final long firstPage;
    private long cachedLow = ANCHOR;
    private long cachedHigh = ANCHOR;
    /** Below 4 GiB a search for this many pages or more has failed since the last range there was freed. */
    private long failedPages = PAGES_BELOW_4_GIB;

    /** @param firstPage first page that may be handed out */
    IovaTree(long firstPage) {
        this.firstPage = firstPage;
        ranges.put(ANCHOR, ANCHOR);
    }

    /** Takes a range out for good, as the domain does for interrupt windows. */
    void reserve(long from, long to) {
        ranges.put(from, to);
    }

    /**
     * Finds and takes a range, aligned to the next power of two of its size.
     *
     * @param pages its pages
     * @param limit page that it must end before
     * @return its first page, or -1 if there is no room
     */
    long allocate(long pages, long limit) {
        boolean low = limit <= PAGES_BELOW_4_GIB;
        if (low && pages >= failedPages) {
            return -1;
        }
        long start = low ? cachedLow : cachedHigh;
        long retryAbove = ranges.get(start);
        long found = search(start, pages, limit, firstPage);
        if (found < 0 && retryAbove < limit) {
            found = search(atOrAbove(limit), pages, limit, retryAbove + 1);
        }
        if (found < 0) {
            if (low) {
                failedPages = pages;
            }
            return -1;
        }
        ranges.put(found, found + pages - 1);
        if (found + pages - 1 < PAGES_BELOW_4_GIB) {
            cachedLow = found;
        } else {
            cachedHigh = found;
        }
        return found;
    }

    private long search(long start, long pages, long limit, long lowest) {
        long alignment = Long.highestOneBit(2 * pages - 1);
        long high = limit;
        Map.Entry<Long, Long> range = ranges.floorEntry(start);
        while (true) {
            high = Math.min(high, range.getKey());
            long first = high - pages & -alignment;
            range = ranges.lowerEntry(range.getKey());
            if (high < pages || first < lowest) {
                return -1;
            }
            if (range == null || first > range.getValue()) {
                return first;
            }
        }
    }

    private long atOrAbove(long limit) {
        return ranges.ceilingKey(limit);
    }

    /**
     * Gives a range back.
     *
     * @param first its first page
     * @throws IllegalArgumentException if no range begins there
     */
    void free(long first) {
        Long last = ranges.get(first);
        if (last == null || first == ANCHOR) {
            throw new IllegalArgumentException("no range begins at page " + first);
        }
        if (last < PAGES_BELOW_4_GIB) {
            failedPages = PAGES_BELOW_4_GIB;
            if (first >= cachedLow) {
                cachedLow = ranges.higherKey(first);
            }
        }
        if (first >= cachedHigh) {
            cachedHigh = ranges.higherKey(first);
        }
        ranges.remove(first);
    }

    /** Ranges that are out. */
    int size() {
        return ranges.size() - 1;
    }
}
