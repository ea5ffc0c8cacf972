package dirtysim.iommu;

/**
 * A cache that software must invalidate: IOTLB, paging-structure caches, a device-TLB. The {@link InvalidationQueue} speaks
 * to all of them in these terms, which are those of VT-d's invalidation descriptors.
 *
 * <p>A method drops entries at the instant at which it is called. It may drop more than it was asked for, never less.
 */
public interface TranslationCache {
    /** Global: everything. */
    void invalidateAll();

    /** Domain-selective: every entry tagged with the domain, of any PASID. */
    void invalidateDomain(int domain);

    /** PASID-selective within a domain: every entry tagged with both. */
    void invalidatePasid(int domain, int pasid);

    /**
     * Page-selective within a domain, for a range of second-stage input addresses: IOVA without nesting, of any PASID.
     *
     * @param input first address, a multiple of {@code bytes}
     * @param bytes a power of two of at least 4096
     * @param leavesOnly the invalidation hint: non-leaf entries have not changed, and may stay
     */
    void invalidatePages(int domain, long input, long bytes, boolean leavesOnly);

    /**
     * Page-selective within a PASID, for a range of first-stage input addresses.
     *
     * @param input first address, a multiple of {@code bytes}
     * @param bytes a power of two of at least 4096
     * @param leavesOnly the invalidation hint: non-leaf entries have not changed, and may stay
     */
    void invalidatePasidPages(int domain, int pasid, long input, long bytes, boolean leavesOnly);
}
