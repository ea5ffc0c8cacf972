package dirtysim.iommu;

/**
 * Who sets A and D in the guest's first-stage entries, and what that means for the pages that hold them. The order is that of
 * {@code first-stage-ad}.
 */
public enum FirstStageAd {
    /**
     * The guest presets them, so the hardware never writes a first-stage table. Linux does so for kernel DMA (Lu Baolu,
     * "Preset Access/Dirty bits for IOVA over FL", 2021).
     */
    PRESET,
    /**
     * The hardware sets A in each entry that it uses and D in a leaf that it writes through. That is a write to a page of
     * the guest: it needs the second stage's permission to write, and sets D in the second-stage leaf of the table's page
     * (explicit in riscv-iommu issue 360, inferred for VT-d).
     */
    ON_UPDATE,
    /**
     * As {@link #ON_UPDATE}, and every reading of a first-stage table counts as a write for the second stage, as with the
     * CPU's EPT (Intel SDM 3C 28.2.4). Whether VT-d does so could not be confirmed; it reports more, never less.
     */
    EVERY_WALK
}
