package dirtysim.workloads.record;

import dirtysim.workloads.text.MalformedLine;

/** What no true record goes beyond. A damaged number that did would be silent, and cost memory without bound. */
public final class Limits {
    /** The widest input address of VT-d has 57 bits. */
    public static final int ADDRESS_BITS = 57;
    /** No IOMMU mapping of a DMA buffer is larger. */
    public static final long LARGEST_BYTES = 1L << 36;
    /** A domain's number has 16 bits. */
    public static final long LARGEST_DOMAIN = 0xffff;
    /** More devices than any host has. */
    public static final int MOST_DEVICES = 1 << 12;
    /**
     * Where a recording names the device of a flush in place of a domain, as a CSV does, the domain is this plus the number of the
     * device. No kernel has such a domain.
     */
    public static final long DOMAIN_OF_DEVICE = LARGEST_DOMAIN + 1;

    private Limits() {}

    /**
     * Returns a size that may be.
     *
     * @throws MalformedLine if it may not
     */
    public static long size(long bytes) throws MalformedLine {
        if (bytes < 0 || bytes > LARGEST_BYTES) {
            throw new MalformedLine("a size of " + bytes + " bytes is more than 64 GiB in one mapping");
        }
        return bytes;
    }

    /**
     * Returns an address that may be.
     *
     * @param field what a message calls it
     * @throws MalformedLine if it may not
     */
    public static long address(long address, String field) throws MalformedLine {
        if (address >>> ADDRESS_BITS != 0) {
            throw new MalformedLine("'" + field + "' has more than " + ADDRESS_BITS + " bits");
        }
        return address;
    }
}
