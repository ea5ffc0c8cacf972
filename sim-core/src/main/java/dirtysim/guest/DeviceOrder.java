package dirtysim.guest;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Works out, for one device, which operations must precede which while operations are made. */
final class DeviceOrder {
    private static final int PAGE_SHIFT = 12;
    private static final int CPU_BITS = 16;
    private static final int FEW = 1 << 12;

    /** The operation that last unmapped each IOVA page, with its CPU in the low bits. */
    private final LastUnmaps lastUnmap = new LastUnmaps();
    /** The last unmap of each CPU since the last flush. */
    private final TreeMap<Integer, Long> unflushed = new TreeMap<>();

    /** Flushes with their CPUs, ascending. */
    private long[] flushes = new long[64];

    private int flushCount;
    private int manyUnmaps = FEW;

    void clear() {
        lastUnmap.clear();
        unflushed.clear();
        flushCount = 0;
        manyUnmaps = FEW;
    }

    void unmapped(long op, int cpu, long iova, int pages) {
        for (int page = 0; page < pages; page++) {
            lastUnmap.put((iova >>> PAGE_SHIFT) + page, op << CPU_BITS | cpu);
        }
        unflushed.put(cpu, op);
    }

    /** Gives a flush its predecessors. */
    void flush(Operation flush) {
        for (Map.Entry<Integer, Long> last : unflushed.entrySet()) {
            if (last.getKey() != flush.cpu()) {
                flush.after(last.getValue(), last.getKey(), false);
            }
        }
        unflushed.clear();
        if (flushCount == flushes.length) {
            flushes = Arrays.copyOf(flushes, flushCount * 2);
        }
        flushes[flushCount++] = flush.number() << CPU_BITS | flush.cpu();
    }

    /** Gives a map its predecessors. */
    void beforeMap(Operation map, boolean lazy) {
        for (int page = 0; page < map.pages(); page++) {
            long unmap = lastUnmap.get((map.iova() >>> PAGE_SHIFT) + page);
            if (unmap < 0) {
                continue;
            }
            map.after(unmap >>> CPU_BITS, cpu(unmap), false);
            int after = flushAfter(unmap);
            if (lazy && after < flushCount) {
                map.after(flushes[after] >>> CPU_BITS, cpu(flushes[after]), true);
            }
        }
    }

    /**
     * Forgets operations that have been performed, if that is worth while.
     *
     * @param performed all operations below this number have been performed
     */
    void forget(long performed, boolean lazy) {
        if (lastUnmap.count() + flushCount < manyUnmaps) {
            return;
        }
        long below = performed << CPU_BITS;
        lastUnmap.keep(unmap -> {
            int after = lazy && unmap < below ? flushAfter(unmap) : 0;
            return unmap >= below || lazy && (after == flushCount || flushes[after] >= below);
        });
        int gone = -Arrays.binarySearch(flushes, 0, flushCount, below - 1) - 1;
        flushCount -= Math.max(0, gone);
        System.arraycopy(flushes, Math.max(0, gone), flushes, 0, flushCount);
        manyUnmaps = Math.max(FEW, 2 * (lastUnmap.count() + flushCount));
    }

    private int flushAfter(long unmap) {
        return -Arrays.binarySearch(flushes, 0, flushCount, unmap) - 1;
    }

    private static int cpu(long packed) {
        return (int) (packed & (1 << CPU_BITS) - 1);
    }
}
