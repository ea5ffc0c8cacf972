package dirtysim.guest;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** What one device has mapped: ranges of IOVAs that do not overlap, by their first. */
final class LiveMappings {
    private static final int PAGE_SHIFT = 12;

    private final TreeMap<Long, Live> byIova = new TreeMap<>();

    /** One mapping. */
    static final class Live {
        final Direction direction;
        final int pages;
        final long[] gpas;
        final int[] segmentPages;
        /** The operation that mapped it, and its CPU; -1 before the body has begun. */
        long mapOp = -1;

        int mapCpu;
        /** The last access that was recorded to it. */
        long lastAccess = Operation.NO_ACCESS;

        Live(Direction direction, int pages, long[] gpas, int[] segmentPages) {
            this.direction = direction;
            this.pages = pages;
            this.gpas = gpas;
            this.segmentPages = segmentPages;
        }

        /** Whether another one, if there is one, maps the same memory in the same way. */
        boolean isAs(Live other) {
            return other != null
                    && direction == other.direction
                    && Arrays.equals(gpas, other.gpas)
                    && Arrays.equals(segmentPages, other.segmentPages);
        }
    }

    Live get(long firstIova) {
        return byIova.get(firstIova);
    }

    void put(long firstIova, Live mapping) {
        byIova.put(firstIova, mapping);
    }

    Live remove(long firstIova) {
        return byIova.remove(firstIova);
    }

    /** The one that an address lies in, or null. */
    Live holding(long iova) {
        Map.Entry<Long, Live> below = byIova.floorEntry(iova);
        return below != null && iova < end(below) ? below.getValue() : null;
    }

    /** All by their first IOVA, ascending. */
    Iterable<Map.Entry<Long, Live>> entries() {
        return byIova.entrySet();
    }

    /** Takes over what another has. */
    void copy(LiveMappings other) {
        byIova.clear();
        byIova.putAll(other.byIova);
    }

    /** First IOVAs of the mappings that share a page with a range, ascending. */
    long[] overlapping(long firstIova, long pageCount) {
        long end = firstIova + (pageCount << PAGE_SHIFT);
        Map.Entry<Long, Live> last = byIova.lowerEntry(end);
        if (last == null || end(last) <= firstIova) {
            return NONE;
        }
        int count = 0;
        for (Map.Entry<Long, Live> one = last; one != null && end(one) > firstIova; count++) {
            one = byIova.lowerEntry(one.getKey());
        }
        long[] found = new long[count];
        for (Map.Entry<Long, Live> one = last; count > 0; one = byIova.lowerEntry(one.getKey())) {
            found[--count] = one.getKey();
        }
        return found;
    }

    private static final long[] NONE = {};

    private static long end(Map.Entry<Long, Live> mapping) {
        return mapping.getKey() + ((long) mapping.getValue().pages << PAGE_SHIFT);
    }
}
