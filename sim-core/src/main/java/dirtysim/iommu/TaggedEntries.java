package dirtysim.iommu;

import dirtysim.engine.RandomStream;
import java.util.Arrays;

/**
 * The tags of a set-associative cache: domain, PASID, the number of a page or table, and its size as log2. What an entry
 * holds beside its tag is kept by whoever owns this, at the same index.
 *
 * <p>Every DMA goes through several of these, so nothing here goes through all entries if it need not.
 */
final class TaggedEntries {
    /** No such entry. */
    static final int NONE = -1;

    private static final long FREE = -1L;
    private static final int DOMAIN_SHIFT = 32;
    private static final int PASID_SHIFT = 8;
    private static final long SIZE_MASK = (1L << PASID_SHIFT) - 1;
    /** No division where there is a power of two of sets, as in hardware. */
    private static final long NO_MASK = -1L;

    private final int ways;
    private final int sets;
    private final long setMask;
    private final Replacement replacement;
    private final RandomStream random;
    /** {@link #FREE}, or the number of the page. */
    private final long[] page;
    /** Domain, PASID (20 bits) and size. */
    private final long[] tag;

    private final long[] order;
    private long clock;
    /** The entry that was found last, which is mostly the one that is looked for next. */
    private int last;
    /** One past the last entry in use, or more. */
    private int end;
    /** Bit n: pages of 2^n bytes have ever been placed. */
    private long sizesSeen;

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
        setMask = Integer.bitCount(sets) == 1 ? sets - 1 : NO_MASK;
        this.random = random;
        int all = sets * this.ways;
        page = new long[all];
        Arrays.fill(page, FREE);
        tag = new long[all];
        order = new long[all];
    }

    int entries() {
        return page.length;
    }

    /** The entry with a tag, or {@link #NONE}; finding it counts as use. */
    int find(int ofDomain, int ofPasid, long address, int pageShift) {
        int entry = holder(tag(ofDomain, ofPasid, pageShift), address >>> pageShift);
        if (entry != NONE) {
            last = entry;
            if (replacement == Replacement.LRU) {
                order[entry] = ++clock;
            }
        }
        return entry;
    }

    /** The entry that holds the tag from now on: its old one, a free one, or one that had to make room. */
    int place(int ofDomain, int ofPasid, long address, int pageShift) {
        int old = find(ofDomain, ofPasid, address, pageShift);
        if (old != NONE) {
            return old;
        }
        long newTag = tag(ofDomain, ofPasid, pageShift);
        long wanted = address >>> pageShift;
        int entry = room(setOf(newTag, wanted) * ways);
        page[entry] = wanted;
        tag[entry] = newTag;
        order[entry] = ++clock;
        last = entry;
        end = Math.max(end, entry + 1);
        sizesSeen |= 1L << pageShift;
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
        return (int) (tag[entry] >>> DOMAIN_SHIFT);
    }

    int shift(int entry) {
        return (int) (tag[entry] & SIZE_MASK);
    }

    /** One past the last entry that may be in use. */
    int end() {
        return end;
    }

    /** Whether an entry's page shares an address with a range. */
    boolean overlaps(int entry, long address, long bytes) {
        long start = page[entry] << shift(entry);
        return start < address + bytes && address < start + (1L << shift(entry));
    }

    void drop(int entry) {
        page[entry] = FREE;
    }

    void dropDomain(int ofDomain) {
        for (int i = 0; i < end; i++) {
            if (page[i] != FREE && domain(i) == ofDomain) {
                page[i] = FREE;
            }
        }
        trim();
    }

    void dropPasid(int ofDomain, int ofPasid) {
        long wanted = tag(ofDomain, ofPasid, 0);
        for (int i = 0; i < end; i++) {
            if (page[i] != FREE && (tag[i] & ~SIZE_MASK) == wanted) {
                page[i] = FREE;
            }
        }
        trim();
    }

    /** Drops pages of any size that share an address with a range. */
    void dropPages(int ofDomain, int ofPasid, long address, long bytes) {
        for (long sizes = sizesSeen; sizes != 0; sizes &= sizes - 1) {
            dropPages(ofDomain, ofPasid, address, bytes, Long.numberOfTrailingZeros(sizes));
        }
        trim();
    }

    /** By what is shorter: looking each page up, or going through what is there. */
    private void dropPages(int ofDomain, int ofPasid, long address, long bytes, int pageShift) {
        long wanted = tag(ofDomain, ofPasid, pageShift);
        long from = address >>> pageShift;
        long count = (address + bytes - 1 >>> pageShift) - from + 1;
        if (bytes > 0 && count > 0 && count <= end / ways) {
            for (long number = from; number < from + count; number++) {
                int entry = holder(wanted, number);
                if (entry != NONE) {
                    page[entry] = FREE;
                }
            }
            return;
        }
        for (int i = 0; i < end; i++) {
            if (page[i] != FREE && tag[i] == wanted && overlaps(i, address, bytes)) {
                page[i] = FREE;
            }
        }
    }

    void clear() {
        Arrays.fill(page, 0, end, FREE);
        end = 0;
    }

    /** Forgets that entries at the end were ever in use. */
    private void trim() {
        while (end > 0 && page[end - 1] == FREE) {
            end--;
        }
    }

    private int holder(long wantedTag, long wanted) {
        if (page[last] == wanted && tag[last] == wantedTag) {
            return last;
        }
        int base = setOf(wantedTag, wanted) * ways;
        int to = Math.min(base + ways, end);
        for (int i = base; i < to; i++) {
            if (page[i] == wanted && tag[i] == wantedTag) {
                return i;
            }
        }
        return NONE;
    }

    private static long tag(int domain, int pasid, int pageShift) {
        return (long) domain << DOMAIN_SHIFT | (long) pasid << PASID_SHIFT | pageShift;
    }

    private int setOf(long ofTag, long wanted) {
        long mixed = wanted ^ ofTag >>> DOMAIN_SHIFT ^ (ofTag & 0xffff_ffffL) >>> PASID_SHIFT << 4;
        return (int) (setMask == NO_MASK ? Long.remainderUnsigned(mixed, sets) : mixed & setMask);
    }
}
