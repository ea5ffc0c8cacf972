package dirtysim.tracking;

/** What a guest has a device translated by: the kinds of domain that Linux attaches devices to. */
public enum DomainTarget {
    /** The guest's own mappings, as it makes them. */
    TRANSLATED,
    /** Nothing: every request faults (Linux {@code IOMMU_DOMAIN_BLOCKED}). */
    BLOCKED,
    /** The device uses guest-physical addresses (Linux {@code IOMMU_DOMAIN_IDENTITY}). */
    PASSTHROUGH
}
