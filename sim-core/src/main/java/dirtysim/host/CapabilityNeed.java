package dirtysim.host;

import java.util.List;

/**
 * What a scheme, or the platform that it is made for, asks of the IOMMU. A need is met if each of its capabilities is there,
 * for some count only together (Linux {@code drivers/iommu/intel}: second-stage A and D in scalable mode only, nesting with
 * both stages only; {@code generic_pt}: D bits with coherent walks only).
 */
public enum CapabilityNeed {
    /** An invalidation queue. */
    QUEUED_INVALIDATION("queued-invalidation"),
    /** Second-stage tables of three levels. */
    THREE_LEVEL_TABLES("three-level-tables"),
    /** Second-stage tables of four levels. */
    FOUR_LEVEL_TABLES("four-level-tables"),
    /** Second-stage tables of five levels. */
    FIVE_LEVEL_TABLES("five-level-tables"),
    /** Device-TLBs. */
    DEVICE_TLB("device-tlb"),
    /** PASID tables. */
    SCALABLE_MODE("scalable-mode"),
    /** A first stage nested on a second. */
    NESTED_TRANSLATION("scalable-mode", "second-stage", "first-stage", "nesting"),
    /** D bits in the second stage, kept by the hardware. */
    DIRTY_TRACKING("scalable-mode", "second-stage", "second-stage-dirty", "coherent-walk"),
    /** A vIOMMU that hears of maps. */
    CACHING_MODE("caching-mode"),
    /** Leaves of 2 MiB. */
    LEAVES_2M("pages-2m"),
    /** Leaves of 1 GiB, and those of 2 MiB for what is left over. */
    LEAVES_1G("pages-2m", "pages-1g");

    private final List<String> keys;

    CapabilityNeed(String... keys) {
        this.keys = List.of(keys);
    }

    /** Keys of the capabilities that must all be there. */
    public List<String> keys() {
        return keys;
    }

    /** Keys of those that are not there, in the order in which one rests on the other. */
    public List<String> missing(Capabilities capabilities) {
        return keys.stream()
                .filter(key -> !CapabilityKeys.has(capabilities, key))
                .toList();
    }

    /** Whether all are there. */
    public boolean metBy(Capabilities capabilities) {
        return missing(capabilities).isEmpty();
    }
}
