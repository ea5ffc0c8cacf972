package dirtysim.iommu;

import dirtysim.engine.RandomStream;
import java.util.Arrays;

/**
 * The tags of a set-associative cache: domain, PASID, the number of a page or table, and its size as log2. What an entry
 * holds beside its tag is kept by whoever owns this, at the same index.
 */
final class TaggedEntries {
    /** No such entry. */
    static final int NONE = -1;

    private static final long FREE = -1L;

    private final int ways;
    private final int sets;
    private final Replacement replacement;
    private final RandomStream random;
    private final int[] domain;
    private final int[] pasid;
    /** {@link #FREE}, or the number of the page. */
    private final long[] page;

    private final byte[] shift;
    private final long[] order;
    private long clock;

    /**
     * @param entries number of entries; rounded up to whole sets
     * @param ways entries of a set; at most {@code entries}
     * @param replacement what makes room in a full set
     * @param random where {@link Replacement#RANDOM} draws from; the others need none
     */
    TaggedEntries(int entries, int ways, Replacement replacement, RandomStream random) {
        this.replacement = replacement;
        this.ways = Math.min(ways, entries);
        sets = (entries + this.ways - 1) / this.ways;
        this.random = random;
        int all = sets * this.ways;
        domain = new int[all];
        pasid = new int[all];
        page = new long[all];
        Arrays.fill(page, FREE);
        shift = new byte[all];
        order = new long[all];
    }

    int entries() {
        return page.length;
    }

    /** The entry with a tag, or {@link #NONE}; finding it counts as use. */
    int find(int ofDomain, int ofPasid, long address, int pageShift) {
        long wanted = address >>> pageShift;
        int base = setOf(ofDomain, ofPasid, wanted) * ways;
        for (int i = base; i < base + ways; i++) {
            if (holds(i, ofDomain, ofPasid, wanted, pageShift)) {
                if (replacement == Replacement.LRU) {
                    order[i] = ++clock;
                }
                return i;
            }
        }
        return NONE;
    }

    /** The entry that holds the tag from now on: its old one, a free one, or one that had to make room. */
    int place(int ofDomain, int ofPasid, long address, int pageShift) {
        int old = find(ofDomain, ofPasid, address, pageShift);
        if (old != NONE) {
            return old;
        }
        long wanted = address >>> pageShift;
        int entry = room(setOf(ofDomain, ofPasid, wanted) * ways);
        domain[entry] = ofDomain;
        pasid[entry] = ofPasid;
        page[entry] = wanted;
        shift[entry] = (byte) pageShift;
        order[entry] = ++clock;
        return entry;
    }

    private int room(int base) {
        int first = base;
        for (int i = base; i < base + ways; i++) {
            if (page[i] == FREE) {
                return i;
            }
            if (order[i] < order[first]) {
                first = i;
            }
        }
        if (replacement == Replacement.EMPTY_WHEN_FULL) {
            clear();
            return base;
        }
        return replacement == Replacement.RANDOM ? base + random.nextInt(ways) : first;
    }

    boolean used(int entry) {
        return page[entry] != FREE;
    }

    int domain(int entry) {
        return domain[entry];
    }

    int shift(int entry) {
        return shift[entry];
    }

    /** Whether an entry's page shares an address with a range. */
    boolean overlaps(int entry, long address, long bytes) {
        long start = page[entry] << shift[entry];
        return start < address + bytes && address < start + (1L << shift[entry]);
    }

    void drop(int entry) {
        page[entry] = FREE;
    }

    void dropDomain(int ofDomain) {
        for (int i = 0; i < page.length; i++) {
            if (page[i] != FREE && domain[i] == ofDomain) {
                page[i] = FREE;
            }
        }
    }

    void dropPasid(int ofDomain, int ofPasid) {
        for (int i = 0; i < page.length; i++) {
            if (page[i] != FREE && domain[i] == ofDomain && pasid[i] == ofPasid) {
                page[i] = FREE;
            }
        }
    }

    void dropPages(int ofDomain, int ofPasid, long address, long bytes) {
        for (int i = 0; i < page.length; i++) {
            if (page[i] != FREE && domain[i] == ofDomain && pasid[i] == ofPasid && overlaps(i, address, bytes)) {
                page[i] = FREE;
            }
        }
    }

    void clear() {
        Arrays.fill(page, FREE);
    }

    private boolean holds(int entry, int ofDomain, int ofPasid, long wanted, int pageShift) {
        return page[entry] == wanted
                && domain[entry] == ofDomain
                && pasid[entry] == ofPasid
                && shift[entry] == pageShift;
    }

    private int setOf(int ofDomain, int ofPasid, long wanted) {
        return (int) Long.remainderUnsigned(wanted ^ ofDomain ^ (long) ofPasid << 4, sets);
    }
}
