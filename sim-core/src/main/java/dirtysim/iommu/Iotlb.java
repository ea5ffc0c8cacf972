package dirtysim.iommu;

import dirtysim.memory.PageSize;
import java.util.Arrays;

/**
 * The IOTLB: set-associative, LRU within a set unless another {@link Replacement} is asked for, entries tagged by domain.
 * An entry caches the translation, the write permission and the D bit of the leaf, so a write through an entry with D set
 * does not touch the table. That is why software that clears D must invalidate.
 */
public final class Iotlb implements TranslationCache {
    /** No usable entry. */
    public static final int MISS = -1;

    private static final PageSize[] SIZES = PageSize.values();
    private static final long FREE = -1L;
    private static final int DOMAIN_SHIFT = 48;

    private final int ways;
    private final int sets;
    private final Replacement replacement;
    private final long[] tag;
    private final long[] output;
    private final long[] lastUse;
    private final byte[] size;
    private final boolean[] dirty;
    private final boolean[] writable;
    private final int[] entriesOfSize = new int[SIZES.length];
    private long clock;

    /**
     * LRU within a set.
     *
     * @param entries number of entries; rounded up to whole sets
     * @param ways entries of a set; at most {@code entries}
     */
    public Iotlb(int entries, int ways) {
        this(entries, ways, Replacement.LRU);
    }

    /**
     * @param entries number of entries; rounded up to whole sets
     * @param ways entries of a set; at most {@code entries}
     * @param replacement what makes room in a full set
     */
    public Iotlb(int entries, int ways, Replacement replacement) {
        this.replacement = replacement;
        this.ways = Math.min(ways, entries);
        this.sets = (entries + this.ways - 1) / this.ways;
        int all = sets * this.ways;
        tag = new long[all];
        Arrays.fill(tag, FREE);
        output = new long[all];
        lastUse = new long[all];
        size = new byte[all];
        dirty = new boolean[all];
        writable = new boolean[all];
    }

    /** Number of entries. */
    public int entries() {
        return tag.length;
    }

    /**
     * Looks a page up.
     *
     * @return an index for the accessors, or {@link #MISS}
     */
    public int lookup(int domain, long iova) {
        for (PageSize page : SIZES) {
            if (entriesOfSize[page.ordinal()] == 0) {
                continue;
            }
            long wanted = tagOf(domain, iova, page);
            int base = setOf(wanted) * ways;
            for (int i = base; i < base + ways; i++) {
                if (tag[i] == wanted && size[i] == page.ordinal()) {
                    lastUse[i] = ++clock;
                    return i;
                }
            }
        }
        return MISS;
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
        return output[entry] | (iova & (SIZES[size[entry]].bytes() - 1));
    }

    /** Fills an entry, in place of the same page's old one or of what {@link Replacement} says. */
    public void fill(int domain, long iova, long hpa, PageSize page, boolean isDirty, boolean mayWrite) {
        long wanted = tagOf(domain, iova, page);
        int base = setOf(wanted) * ways;
        int victim = base;
        for (int i = base; i < base + ways; i++) {
            if (tag[i] == wanted && size[i] == page.ordinal()) {
                victim = i;
                break;
            }
            if (tag[victim] != FREE && (tag[i] == FREE || lastUse[i] < lastUse[victim])) {
                victim = i;
            }
        }
        if (tag[victim] != FREE) {
            if (replacement == Replacement.EMPTY_WHEN_FULL
                    && !(tag[victim] == wanted && size[victim] == page.ordinal())) {
                empty();
            } else {
                entriesOfSize[size[victim]]--;
            }
        }
        tag[victim] = wanted;
        output[victim] = hpa & -page.bytes();
        size[victim] = (byte) page.ordinal();
        dirty[victim] = isDirty;
        writable[victim] = mayWrite;
        lastUse[victim] = ++clock;
        entriesOfSize[page.ordinal()]++;
    }

    /** Page-selective invalidation: drops every entry of the domain that overlaps the range. */
    public void invalidate(int domain, long iova, long bytes) {
        for (int i = 0; i < tag.length; i++) {
            if (tag[i] != FREE && domainOf(tag[i]) == domain) {
                PageSize page = SIZES[size[i]];
                long start = pageOf(tag[i]) << page.shift();
                if (start < iova + bytes && iova < start + page.bytes()) {
                    drop(i);
                }
            }
        }
    }

    @Override
    public void invalidateAll() {
        empty();
    }

    /** Entries are not tagged by PASID: the whole domain. */
    @Override
    public void invalidatePasid(int domain, int pasid) {
        invalidateDomain(domain);
    }

    @Override
    public void invalidatePages(int domain, long input, long bytes, boolean leavesOnly) {
        invalidate(domain, input, bytes);
    }

    @Override
    public void invalidatePasidPages(int domain, int pasid, long input, long bytes, boolean leavesOnly) {
        invalidate(domain, input, bytes);
    }

    /** Domain-selective invalidation. */
    @Override
    public void invalidateDomain(int domain) {
        for (int i = 0; i < tag.length; i++) {
            if (tag[i] != FREE && domainOf(tag[i]) == domain) {
                drop(i);
            }
        }
    }

    private void empty() {
        Arrays.fill(tag, FREE);
        Arrays.fill(lastUse, 0);
        Arrays.fill(entriesOfSize, 0);
    }

    private void drop(int entry) {
        entriesOfSize[size[entry]]--;
        tag[entry] = FREE;
        lastUse[entry] = 0;
    }

    private int setOf(long wanted) {
        return (int) Long.remainderUnsigned(wanted ^ (wanted >>> DOMAIN_SHIFT), sets);
    }

    private static long tagOf(int domain, long iova, PageSize page) {
        return (long) domain << DOMAIN_SHIFT | iova >>> page.shift();
    }

    private static int domainOf(long tag) {
        return (int) (tag >>> DOMAIN_SHIFT);
    }

    private static long pageOf(long tag) {
        return tag & ((1L << DOMAIN_SHIFT) - 1);
    }
}
