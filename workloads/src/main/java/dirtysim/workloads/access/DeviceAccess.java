package dirtysim.workloads.access;

/**
 * One DMA access that a device made while a trace was recorded.
 *
 * @param guestUs when, on the trace's clock, in microseconds; the two clocks are aligned to some tens of microseconds
 * @param flushRank how many IOTLB flushes of its domain had been processed before it, or {@link #UNRANKED}
 * @param domain the guest's number of the domain
 * @param requester PCI address of the device
 * @param iova address that the device used
 * @param gpa guest-physical address that it was translated to
 * @param bytes how many it moved, no further than to the end of its page of 4 KiB
 * @param write whether it wrote
 * @param hit whether the emulator's IOTLB held the translation
 */
public record DeviceAccess(
        long guestUs,
        long flushRank,
        int domain,
        String requester,
        long iova,
        long gpa,
        int bytes,
        boolean write,
        boolean hit) {
    /** The recording does not say how many flushes came before the access. */
    public static final long UNRANKED = -1;
}
