package dirtysim.tracking.iommufd;

/** Takes dirty ranges from a walk. */
@FunctionalInterface
interface DirtySink {
    void dirty(long iova, long bytes);
}
