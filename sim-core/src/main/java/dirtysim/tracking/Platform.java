package dirtysim.tracking;

/** How a guest's DMA mappings reach the hardware; a scheme is made for one of them. */
public enum Platform {
    /**
     * Nested translation: the guest owns the first level (IOVA to GPA), the host the second (GPA to HPA). Maps do not
     * trap, invalidations do. Needs {@link dirtysim.host.CapabilityNeed#NESTED_TRANSLATION}.
     */
    NESTED,
    /**
     * Shadowed: the second level holds IOVA to HPA, built by the host from what the guest maps. The vIOMMU runs in caching
     * mode, so every map and every unmap traps, and Linux refuses to flush lazily. Needs {@link dirtysim.host.CapabilityNeed#CACHING_MODE}.
     */
    SHADOW
}
