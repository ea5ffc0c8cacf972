package dirtysim.tracking.iommufd;

import java.util.Arrays;

/**
 * A bitmap in the memory of a user process: at any byte address, in whole pages of 4 KiB as the kernel pins them. Bit
 * {@code i} is bit {@code i % 8} of byte {@code i / 8}; the kernel only sets bits, the user zeroes (I6, trap 19).
 *
 * <p>Pages nobody has set a bit in take no Java heap. Not safe for use by several threads.
 */
public final class UserBitmap {
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE_BYTES = 1 << PAGE_SHIFT;

    private final long address;
    private final long bytes;
    private final byte[][] pages;

    /**
     * @param address user-virtual address of bit 0, of any alignment
     * @param bytes length of the buffer; the rest of its first and last page is memory of the user too
     */
    public UserBitmap(long address, long bytes) {
        if (address < 0 || bytes < 1) {
            throw new IllegalArgumentException(bytes + " bytes at " + address);
        }
        this.address = address;
        this.bytes = bytes;
        this.pages = new byte[Math.toIntExact((offset() + bytes + PAGE_BYTES - 1) >>> PAGE_SHIFT)][];
    }

    /** User-virtual address of bit 0. */
    public long address() {
        return address;
    }

    /** Length of the buffer in bytes. */
    public long bytes() {
        return bytes;
    }

    /** Whether a bit is set; bits behind the buffer's end, but in its last page, can be asked for. */
    public boolean get(long bit) {
        long at = offset() + (bit >>> 3);
        byte[] page = pages[(int) (at >>> PAGE_SHIFT)];
        return page != null && (page[(int) at & (PAGE_BYTES - 1)] >>> (bit & 7) & 1) != 0;
    }

    /** Sets bits, as the kernel does. */
    void set(long firstBit, long lastBit) {
        for (long at = firstBit >>> 3; at <= lastBit >>> 3; at++) {
            int mask = 0xff;
            if (at == firstBit >>> 3) {
                mask &= 0xff << (firstBit & 7);
            }
            if (at == lastBit >>> 3) {
                mask &= 0xff >>> (7 - (lastBit & 7));
            }
            long inPages = offset() + at;
            int page = (int) (inPages >>> PAGE_SHIFT);
            if (pages[page] == null) {
                pages[page] = new byte[PAGE_BYTES];
            }
            pages[page][(int) inPages & (PAGE_BYTES - 1)] |= (byte) mask;
        }
    }

    /** Zeroes the memory, as the user must before a read that is to stand alone. */
    public void zero() {
        Arrays.fill(pages, null);
    }

    /** Set bits from bit 0 to the end of the last page. */
    public long count() {
        long count = 0;
        for (byte[] page : pages) {
            for (int i = 0; page != null && i < PAGE_BYTES; i++) {
                count += Integer.bitCount(page[i] & 0xff);
            }
        }
        return count;
    }

    /** Offset of bit 0 in its page. */
    private long offset() {
        return address & (PAGE_BYTES - 1);
    }
}
