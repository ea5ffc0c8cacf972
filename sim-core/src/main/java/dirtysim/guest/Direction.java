package dirtysim.guest;

/** DMA direction of a mapping, as the driver declared it. */
public enum Direction {
    /** The device only reads: transmit buffers, blocks to be written to disk. */
    TO_DEVICE,
    /** The device writes: receive buffers, blocks read from disk. */
    FROM_DEVICE,
    /** The device may do both. */
    BIDIRECTIONAL,
    /** A {@code dma_alloc}: descriptor rings and the like, which live long and are written at each completion. */
    COHERENT,
    /** The recording does not say (kernels before 6.12): taken as written, because that loses nothing. */
    UNKNOWN;

    /** Whether the device may write, and the vIOMMU's entry so carries W beside R. */
    public boolean deviceWrites() {
        return this != TO_DEVICE;
    }
}
