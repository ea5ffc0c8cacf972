package dirtysim.workloads.replay;

import dirtysim.host.InputException;

/** Pages of 4 KiB from addresses and lengths in bytes, as a recording has them. */
public final class PageRange {
    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_MASK = (1L << PAGE_SHIFT) - 1;
    /** 1 TiB in one mapping; a kernel maps no more than 4 GiB at once. */
    private static final long MOST_PAGES = 1L << 28;

    private PageRange() {}

    /** First address of the page that an address is in. */
    public static long first(long address) {
        return address & ~PAGE_MASK;
    }

    /**
     * How many pages a range touches.
     *
     * @param name what messages call the trace
     * @param record which record it is of, for the message
     * @throws InputException when the range is empty, wraps, or has more than 1 TiB
     */
    public static int pages(String name, long record, long address, long bytes) {
        long pages = ((address & PAGE_MASK) + bytes + PAGE_MASK) >>> PAGE_SHIFT;
        if (address < 0 || bytes <= 0 || pages > MOST_PAGES || address > Long.MAX_VALUE - bytes - PAGE_MASK) {
            throw new InputException(
                    name + ", record " + record,
                    "it maps or unmaps " + Long.toUnsignedString(bytes) + " bytes at IOVA 0x"
                            + Long.toHexString(address) + ", which no kernel does",
                    "record again, or convert the recording again from where it is whole");
        }
        return (int) pages;
    }
}
