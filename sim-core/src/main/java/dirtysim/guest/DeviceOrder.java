package dirtysim.guest;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** Works out, for one device, which operations must precede which while a workload is built. */
final class DeviceOrder {
    private static final int PAGE_SHIFT = 12;

    /** The operation that last unmapped each IOVA page. */
    private final TreeMap<Long, Integer> lastUnmap = new TreeMap<>();
    /** The last unmap of each CPU since the last flush. */
    private final TreeMap<Integer, Integer> unflushed = new TreeMap<>();

    private int[] flushes = new int[64];
    private int flushCount;

    void unmapped(int op, int cpu, long iova, int pages) {
        for (int page = 0; page < pages; page++) {
            lastUnmap.put((iova >>> PAGE_SHIFT) + page, op);
        }
        unflushed.put(cpu, op);
    }

    void flush(int op, int cpu, IntConsumer predecessor) {
        for (Map.Entry<Integer, Integer> last : unflushed.entrySet()) {
            if (last.getKey() != cpu) {
                predecessor.accept(last.getValue());
            }
        }
        unflushed.clear();
        if (flushCount == flushes.length) {
            flushes = Arrays.copyOf(flushes, flushCount * 2);
        }
        flushes[flushCount++] = op;
    }

    void beforeMap(long iova, int pages, boolean lazy, IntConsumer predecessor) {
        for (int page = 0; page < pages; page++) {
            Integer unmap = lastUnmap.get((iova >>> PAGE_SHIFT) + page);
            if (unmap == null) {
                continue;
            }
            predecessor.accept(unmap);
            int flush = Arrays.binarySearch(flushes, 0, flushCount, unmap);
            int after = flush < 0 ? -flush - 1 : flush;
            if (lazy && after < flushCount) {
                predecessor.accept(flushes[after]);
            }
        }
    }
}
