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
    SHADOW,
    /**
     * No passthrough at all: the device is a program in the VMM, which walks the guest's own tables in software. Maps do not
     * trap, invalidations do. Needs nothing of the hardware.
     *
     * <p>An I/O thread of the VMM moves the device's pages one after the other, at {@code emulated-page-ns}, a translation and,
     * for a write, a mark each; it takes the place of the PCIe link. The VMM's IOTLB and its walks are those of the modelled
     * hardware, with their latencies, and so are invalidations. Not modelled: the exits by which a guest rings an emulated
     * device's doorbell, and interrupts beyond {@code interrupt-ns}.
     */
    EMULATED
}
