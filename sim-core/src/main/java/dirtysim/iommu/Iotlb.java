package dirtysim.iommu;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.memory.PageSize;

/**
 * The IOTLB: set-associative, entries tagged by domain and PASID, for pages of each leaf size. An entry caches the
 * translation, the write permission and the D bit of the leaf, so a write through an entry with D set does not touch the
 * table. That is why software that clears D must invalidate. A device-TLB holds the same, and is an instance of this.
 *
 * <p>A nested entry translates IOVA to HPA and is tagged by its IOVA; the GPA between is forgotten. So an invalidation of
 * second-stage pages cannot find the nested entries that rest on them, and drops all of the domain's, which is why Linux
 * flushes whole domains where a nesting parent changes ({@code drivers/iommu/intel/cache.c}).
 */
public final class Iotlb implements TranslationCache {
    /** No usable entry. */
    public static final int MISS = TaggedEntries.NONE;

    private static final PageSize[] SIZES = PageSize.values();

    private final TaggedEntries tags;
    private final long[] output;
    private final boolean[] dirty;
    private final boolean[] writable;
    private final boolean[] nested;
    /** Sizes that have ever been filled; the others need no look-up. */
    private final boolean[] sizeSeen = new boolean[SIZES.length];

    /**
     * LRU within a set.
     *
     * @param entries number of entries; rounded up to whole sets
     * @param ways entries of a set; at most {@code entries}
     */
    public Iotlb(int entries, int ways) {
        this(entries, ways, Replacement.LRU, null);
    }

    /**
     * @param entries number of entries; rounded up to whole sets
     * @param ways entries of a set; at most {@code entries}
     * @param replacement what makes room in a full set
     */
    public Iotlb(int entries, int ways, Replacement replacement) {
        this(entries, ways, replacement, new RandomStreams(0).stream("replacement"));
    }

    /**
     * @param entries number of entries; rounded up to whole sets
     * @param ways entries of a set; at most {@code entries}
     * @param replacement what makes room in a full set
     * @param random where {@link Replacement#RANDOM} draws from; the others need none
     */
    public Iotlb(int entries, int ways, Replacement replacement, RandomStream random) {
        tags = new TaggedEntries(entries, ways, replacement, random);
        int all = tags.entries();
        output = new long[all];
        dirty = new boolean[all];
        writable = new boolean[all];
        nested = new boolean[all];
    }

    /** Number of entries. */
    public int entries() {
        return tags.entries();
    }

    /**
     * Looks a page up.
     *
     * @return an index for the accessors, or {@link #MISS}
     */
    public int lookup(int domain, int pasid, long iova) {
        for (PageSize page : SIZES) {
            if (sizeSeen[page.ordinal()]) {
                int entry = tags.find(domain, pasid, iova, page.shift());
                if (entry != MISS) {
                    return entry;
                }
            }
        }
        return MISS;
    }

    /** Whether a write may go through the entry without a walk: W is cached, and D as set. */
    public boolean servesWrites(int entry) {
        return writable[entry] && dirty[entry];
    }

    /** Whether the entry was filled when D was set. */
    public boolean dirty(int entry) {
        return dirty[entry];
    }

    /** Whether the entry allows writes. */
    public boolean writable(int entry) {
        return writable[entry];
    }

    /** Host-physical address that the entry translates {@code iova} to. */
    public long hpa(int entry, long iova) {
        return output[entry] | (iova & (1L << tags.shift(entry)) - 1);
    }

    private PageSize sizeOf(int entry) {
        for (PageSize page : SIZES) {
            if (page.shift() == tags.shift(entry)) {
                return page;
            }
        }
        throw new IllegalStateException("no page has 2^" + tags.shift(entry) + " bytes");
    }

    /** Fills an entry of no nesting, in place of the same page's old one or of what {@link Replacement} says. */
    public void fill(int domain, int pasid, long iova, long hpa, PageSize page, boolean isDirty, boolean mayWrite) {
        fill(domain, pasid, iova, hpa, page, isDirty, mayWrite, false);
    }

    /** Fills an entry with what a domain's last walk found. */
    public void fill(TranslationDomain walked, int pasid, long iova) {
        fill(walked.id(), pasid, iova, walked.hpa(), walked.size(), walked.dirty(), walked.writable(), walked.nested());
    }

    /** Fills an entry with one of another cache: how a translation reaches a device-TLB. */
    void fill(Iotlb from, int entry, int domain, int pasid, long iova) {
        PageSize page = from.sizeOf(entry);
        fill(
                domain,
                pasid,
                iova,
                from.output[entry],
                page,
                from.dirty[entry],
                from.writable[entry],
                from.nested[entry]);
    }

    private void fill(
            int domain,
            int pasid,
            long iova,
            long hpa,
            PageSize page,
            boolean isDirty,
            boolean mayWrite,
            boolean isNested) {
        int entry = tags.place(domain, pasid, iova, page.shift());
        output[entry] = hpa & -page.bytes();
        dirty[entry] = isDirty;
        writable[entry] = mayWrite;
        nested[entry] = isNested;
        sizeSeen[page.ordinal()] = true;
    }

    @Override
    public void invalidateAll() {
        tags.clear();
    }

    @Override
    public void invalidateDomain(int domain) {
        tags.dropDomain(domain);
    }

    @Override
    public void invalidatePasid(int domain, int pasid) {
        tags.dropPasid(domain, pasid);
    }

    @Override
    public void invalidatePages(int domain, long input, long bytes, boolean leavesOnly) {
        for (int i = 0; i < tags.end(); i++) {
            if (tags.used(i) && tags.domain(i) == domain && (nested[i] || tags.overlaps(i, input, bytes))) {
                tags.drop(i);
            }
        }
    }

    @Override
    public void invalidatePasidPages(int domain, int pasid, long input, long bytes, boolean leavesOnly) {
        tags.dropPages(domain, pasid, input, bytes);
    }
}
