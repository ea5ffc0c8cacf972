package dirtysim.workloads.iova;

/**
 * The IOVAs of one domain, handed out as Linux 6.12 does:
 *
 * <ol>
 *   <li>a request is first tried below 4 GiB ("Try to get PCI devices a SAC address"), and above only after that has failed
 *       once;
 *   <li>sizes below {@value #LARGEST_CACHED} pages are rounded up to a power of two, and come from the caches of the CPU that
 *       asks if these have one;
 *   <li>else the tree is searched from the top down; if that fails, all caches are emptied into it and it is searched again;
 *   <li>a freed range goes into a cache of the CPU that frees it, unless it is larger than {@value #LARGEST_CACHED} pages.
 * </ol>
 *
 * <p>The window of the local APICs, 0xfee00000 to 0xfeefffff, is reserved, as the drivers of x86 IOMMUs do. One thread only.
 *
 * <p>Sources: {@code drivers/iommu/iova.c} and {@code dma-iommu.c}; the depot's trimming came with Linux 6.7
 * ("iommu/iova: Make the rcache depot scale better").
 */
public final class IovaDomain {
    /** Ranges of a magazine, {@code IOVA_MAG_SIZE}; 128 before Linux 6.1. */
    public static final int MAGAZINE = 127;

    /** Pages of the largest range that is cached: {@code 1 << (IOVA_RANGE_CACHE_MAX_SIZE - 1)}. */
    public static final int LARGEST_CACHED = 32;

    private static final int SIZES = 6;
    private static final int PAGE_SHIFT = 12;
    private static final long PAGES_BELOW_4_GIB = 1L << 20;
    private static final long FIRST_PAGE = 1;

    private final IovaTree tree = new IovaTree(FIRST_PAGE);
    private final IovaCaches[] caches = new IovaCaches[SIZES];
    private final long limit;
    private boolean below4GibFirst = true;

    /**
     * @param cpus CPUs of the guest, 1 or more
     * @param addressBits width of an IOVA, 32 to 57: 39 or 48 under VT-d
     * @param magazine ranges of a magazine, {@link #MAGAZINE}
     */
    public IovaDomain(int cpus, int addressBits, int magazine) {
        limit = 1L << addressBits - PAGE_SHIFT;
        for (int size = 0; size < SIZES; size++) {
            caches[size] = new IovaCaches(cpus, magazine);
        }
        tree.reserve(0xfee00, 0xfeeff);
    }

    /**
     * Takes a range.
     *
     * @param cpu the CPU that asks
     * @param pages pages of 4 KiB, 1 or more
     * @return its first address
     * @throws IllegalStateException when the address space is used up
     */
    public long allocate(int cpu, int pages) {
        long page = -1;
        if (below4GibFirst) {
            page = fast(cpu, pages, PAGES_BELOW_4_GIB, limit <= PAGES_BELOW_4_GIB);
            below4GibFirst = page >= 0;
        }
        if (page < 0) {
            page = fast(cpu, pages, limit, true);
        }
        if (page < 0) {
            throw new IllegalStateException("no IOVA is left for " + pages + " pages");
        }
        return page << PAGE_SHIFT;
    }

    private long fast(int cpu, int pages, long below, boolean flush) {
        int size = rounded(pages);
        if (size <= LARGEST_CACHED) {
            long kept = caches[log2(size)].take(cpu, below - size);
            if (kept >= 0) {
                return kept;
            }
        }
        long found = tree.allocate(size, below);
        if (found < 0 && flush) {
            for (IovaCaches ofSize : caches) {
                ofSize.drain(tree::free);
            }
            found = tree.allocate(size, below);
        }
        return found;
    }

    /** Gives a range back that {@link #allocate} gave out for so many pages. */
    public void free(int cpu, long iova, int pages) {
        long page = iova >>> PAGE_SHIFT;
        int size = rounded(pages);
        if (size <= LARGEST_CACHED) {
            caches[log2(size)].keep(cpu, page);
        } else {
            tree.free(page);
        }
    }

    /**
     * What a delayed work of the kernel does for each size, 100 ms after a magazine has come into the depot: while it holds
     * more magazines than there are CPUs, one of them is given back to the tree, and again 100 ms later.
     */
    public void trimDepots() {
        for (IovaCaches ofSize : caches) {
            ofSize.trimDepot(tree::free);
        }
    }

    /** Ranges that are out or cached, the reserved one among them. */
    int treeSize() {
        return tree.size();
    }

    private static int rounded(int pages) {
        return pages < LARGEST_CACHED ? Integer.highestOneBit(2 * pages - 1) : pages;
    }

    private static int log2(int powerOfTwo) {
        return Integer.numberOfTrailingZeros(powerOfTwo);
    }
}
