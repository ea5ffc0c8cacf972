package dirtysim.iommu;

/**
 * Caches of non-leaf entries of one stage, one cache for each level above the first, each fully associative and LRU. They
 * decide where in the tables a walk begins, hence how long it takes; what it finds is read from the tables, so a stale
 * non-leaf entry leads nowhere wrong: the walk through a freed table, which software prevents by invalidating without the
 * hint, is not modelled.
 */
final class PagingStructureCache {
    private static final int LOWEST = 2;
    private static final int HIGHEST = 5;
    private static final int TABLE_SHIFT = 12;
    private static final int LEVEL_BITS = 9;

    /** By level; empty where there is no such cache. */
    private final TaggedEntries[] ofLevel;

    /** @param entries entries of each level; with 0 every walk begins at the root */
    PagingStructureCache(int entries) {
        ofLevel = new TaggedEntries[entries == 0 ? 0 : HIGHEST + 1];
        for (int level = LOWEST; level < ofLevel.length; level++) {
            ofLevel[level] = new TaggedEntries(entries, entries, Replacement.LRU, null);
        }
    }

    /** Level of the first table that a walk reads: the one that the lowest cached entry points to, or the root. */
    int firstRead(int domain, int pasid, long input, int levels) {
        for (int level = LOWEST; level <= levels && level < ofLevel.length; level++) {
            if (ofLevel[level].find(domain, pasid, input, shift(level)) != TaggedEntries.NONE) {
                return level - 1;
            }
        }
        return levels;
    }

    /** A walk has read non-leaf entries from one level down to another, both included. */
    void fill(int domain, int pasid, long input, int from, int to) {
        for (int level = from; level >= to && level < ofLevel.length; level--) {
            ofLevel[level].place(domain, pasid, input, shift(level));
        }
    }

    void invalidateAll() {
        for (int level = LOWEST; level < ofLevel.length; level++) {
            ofLevel[level].clear();
        }
    }

    void invalidateDomain(int domain) {
        for (int level = LOWEST; level < ofLevel.length; level++) {
            ofLevel[level].dropDomain(domain);
        }
    }

    void invalidatePasid(int domain, int pasid) {
        for (int level = LOWEST; level < ofLevel.length; level++) {
            ofLevel[level].dropPasid(domain, pasid);
        }
    }

    void invalidatePages(int domain, int pasid, long input, long bytes) {
        for (int level = LOWEST; level < ofLevel.length; level++) {
            ofLevel[level].dropPages(domain, pasid, input, bytes);
        }
    }

    /** Base-2 logarithm of what an entry of a level covers. */
    private static int shift(int level) {
        return TABLE_SHIFT + LEVEL_BITS * (level - 1);
    }
}
