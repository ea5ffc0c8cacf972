package dirtysim.tracking.iommufd;

/** Which stretches of an address space are mapped, as a request for dirty bits sees it. */
@FunctionalInterface
public interface MappedAreas {
    /** End, exclusive, of the area that holds an address; -1 if none does. */
    long areaEnd(long iova);
}
