package dirtysim.guest;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * A guest kernel's IOVAs of one domain: handed out top-down below 4 GiB, and the one freed last first, as Linux does where
 * the caches of its CPUs serve a request ({@code drivers/iommu/iova.c}). A range is reused for the same number of pages
 * only.
 *
 * <p>Not modelled: the caches' limited size and their split by CPU, and the search for a hole when the space is used up.
 */
public final class IovaAllocator {
    private static final int PAGE_SHIFT = 12;
    private static final long TOP = 1L << 32;

    private final Map<Integer, Deque<Long>> freed = new TreeMap<>();
    private long lowest = TOP;

    /**
     * Takes a range.
     *
     * @param pages pages of 4 KiB, 1 or more
     * @return its first address
     * @throws IllegalStateException when the 4 GiB are used up
     */
    public long allocate(int pages) {
        Deque<Long> ofSize = freed.get(pages);
        if (ofSize != null && !ofSize.isEmpty()) {
            return ofSize.pop();
        }
        long bytes = (long) pages << PAGE_SHIFT;
        if (bytes > lowest) {
            throw new IllegalStateException("no IOVA is left below 4 GiB");
        }
        lowest -= bytes;
        return lowest;
    }

    /** Gives a range back. It may be handed out again at once, so its translation must be gone from every cache. */
    public void free(long iova, int pages) {
        freed.computeIfAbsent(pages, size -> new ArrayDeque<>()).push(iova);
    }
}
