package dirtysim.iommu;

/** What an {@link Iotlb} gives up when a fill finds its set full. The order is that of {@code iotlb-replacement}. */
public enum Replacement {
    /** The least recently used entry of the set: what the model takes hardware to do. No vendor says. */
    LRU,
    /** The entry of the set that was filled first. */
    FIFO,
    /** Any entry of the set, drawn from a random stream of the run. */
    RANDOM,
    /**
     * Every entry, of every domain. QEMU's emulated VT-d does so: its IOTLB is a hash table, which is emptied once it
     * holds 1,024 entries ({@code vtd_update_iotlb}, {@code VTD_IOTLB_MAX_SIZE} in {@code hw/i386/intel_iommu.c}). As a
     * hash table has no sets, it is an {@code Iotlb} with as many ways as entries.
     */
    EMPTY_WHEN_FULL
}
