package dirtysim.validation;

/** What the recorded doings of a guest's kernel are played into, one after the other: the translation of its domains. */
public interface RecordedDomains {
    /** The guest maps a range, in place of whatever is mapped there. What is no multiple of 4 KiB is widened. */
    void map(int domain, long iova, long toGpa, long bytes, boolean mayWrite);

    /** The guest clears the entries of a range; what was mapped as one goes as one. */
    void unmap(int domain, long iova, long bytes);

    /** The guest's invalidation of a range completes. */
    void invalidate(int domain, long iova, long bytes);

    /** A domain-selective invalidation completes. */
    void invalidateDomain(int domain);
}
