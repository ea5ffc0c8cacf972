package dirtysim.tracking;

/**
 * A scheme's part in the guest: a driver of the vIOMMU that records what it maps and unmaps where the host can read it, without
 * a trap. Only where the guest owns its tables, so not under {@link Platform#SHADOW}.
 */
public interface GuestPart {
    /** The guest has mapped a page for a device, or made it a table whose A and D the IOMMU sets. */
    void mapped(long gfn, boolean writable);

    /** The guest is about to unmap a page, as its driver says that the device is done with it; or the page is a table no more. */
    void unmapping(long gfn, boolean writable);

    /** What one such record costs the guest's CPU, in picoseconds. */
    long recordPs();
}
