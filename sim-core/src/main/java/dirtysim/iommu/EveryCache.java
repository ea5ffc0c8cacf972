package dirtysim.iommu;

import java.util.List;

/** Several caches that software invalidates with one descriptor. */
final class EveryCache implements TranslationCache {
    private final List<? extends TranslationCache> caches;

    EveryCache(List<? extends TranslationCache> caches) {
        this.caches = caches;
    }

    @Override
    public void invalidateAll() {
        for (TranslationCache cache : caches) {
            cache.invalidateAll();
        }
    }

    @Override
    public void invalidateDomain(int domain) {
        for (TranslationCache cache : caches) {
            cache.invalidateDomain(domain);
        }
    }

    @Override
    public void invalidatePasid(int domain, int pasid) {
        for (TranslationCache cache : caches) {
            cache.invalidatePasid(domain, pasid);
        }
    }

    @Override
    public void invalidatePages(int domain, long input, long bytes, boolean leavesOnly) {
        for (TranslationCache cache : caches) {
            cache.invalidatePages(domain, input, bytes, leavesOnly);
        }
    }

    @Override
    public void invalidatePasidPages(int domain, int pasid, long input, long bytes, boolean leavesOnly) {
        for (TranslationCache cache : caches) {
            cache.invalidatePasidPages(domain, pasid, input, bytes, leavesOnly);
        }
    }
}
