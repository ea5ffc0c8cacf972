package dirtysim.workloads.ftrace;

import java.util.Arrays;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * The IOVA ranges of live scatter lists, by device and list of physical addresses: {@code dma_unmap_sg} gives only those.
 * The kernel prints no more than the first {@value #PRINTED_ENTRIES} entries of a list, so no more are compared.
 */
final class ScatterLists {
    static final int PRINTED_ENTRIES = 128;

    private static final long FACTOR = 0x9e3779b97f4a7c15L;

    /** One list. */
    static final class Range {
        /** First IOVA. */
        long from;
        /** IOVA behind the last. */
        long to;

        private int device;
        private long[] addresses = new long[0];
        private int size;
        private Range newer;

        private boolean is(int ofDevice, AddressList list) {
            int compared = Math.min(list.size, PRINTED_ENTRIES);
            return device == ofDevice && Arrays.equals(addresses, 0, size, list.values, 0, compared);
        }
    }

    /** The oldest list of each hash. */
    private final Long2ObjectHashMap<Range> live = new Long2ObjectHashMap<>();

    private Range free;

    void map(int device, AddressList addresses, long from, long to) {
        Range range = free == null ? new Range() : free;
        free = free == null ? null : free.newer;
        range.newer = null;
        range.device = device;
        range.size = Math.min(addresses.size, PRINTED_ENTRIES);
        if (range.addresses.length < range.size) {
            range.addresses = new long[range.size];
        }
        System.arraycopy(addresses.values, 0, range.addresses, 0, range.size);
        range.from = from;
        range.to = to;
        long hash = hash(device, addresses);
        Range last = live.get(hash);
        if (last == null) {
            live.put(hash, range);
            return;
        }
        while (last.newer != null) {
            last = last.newer;
        }
        last.newer = range;
    }

    /** Takes out the oldest of the lists with these addresses; null when there is none. Valid until the next call. */
    Range unmap(int device, AddressList addresses) {
        long hash = hash(device, addresses);
        Range before = null;
        Range range = live.get(hash);
        while (range != null && !range.is(device, addresses)) {
            before = range;
            range = range.newer;
        }
        if (range == null) {
            return null;
        }
        if (before != null) {
            before.newer = range.newer;
        } else if (range.newer != null) {
            live.put(hash, range.newer);
        } else {
            live.remove(hash);
        }
        range.newer = free;
        free = range;
        return range;
    }

    private static long hash(int device, AddressList addresses) {
        long hash = device;
        for (int i = 0; i < Math.min(addresses.size, PRINTED_ENTRIES); i++) {
            hash = (hash ^ addresses.values[i]) * FACTOR;
            hash ^= hash >>> 29;
        }
        return hash;
    }
}
