package dirtysim.memory;

/**
 * Bit layout of a VT-d paging entry. Output address in bits 51:12 and PS in bit 7 are common to both stages.
 *
 * <p>Source: Linux {@code generic_pt/fmt/vtdss.h}, which cites VT-d 3.7 and 9.8, for the second stage; the first stage
 * has the layout of the CPU's tables (VT-d 9.7).
 */
public enum EntryFormat {
    /** IOVA to GPA, owned by the guest: P 0, R/W 1, A 5, D 6. */
    FIRST_STAGE(1L, 1L << 1, 1L << 5, 1L << 6),
    /** GPA or IOVA to HPA, owned by the host: R 0, W 1, A 8, D 9. An entry is present if R or W is set. */
    SECOND_STAGE(3L, 1L << 1, 1L << 8, 1L << 9);

    /** Page-size bit: the entry of a level above 1 is a leaf. */
    public static final long LARGE = 1L << 7;

    private static final long ADDRESS = 0x000f_ffff_ffff_f000L;

    private final long presentMask;
    private final long writable;
    private final long accessed;
    private final long dirty;

    EntryFormat(long presentMask, long writable, long accessed, long dirty) {
        this.presentMask = presentMask;
        this.writable = writable;
        this.accessed = accessed;
        this.dirty = dirty;
    }

    /** A clean leaf. R is always set: a vIOMMU never holds W alone. */
    public long leaf(long address, PageSize size, boolean mayWrite) {
        return address | 1L | (mayWrite ? writable : 0) | (size == PageSize.SIZE_4K ? 0 : LARGE);
    }

    /** Output address of a leaf. */
    public static long address(long entry) {
        return entry & ADDRESS;
    }

    /** Whether the entry translates at all. */
    public boolean present(long entry) {
        return (entry & presentMask) != 0;
    }

    /** Whether writes are allowed. */
    public boolean writable(long entry) {
        return (entry & writable) != 0;
    }

    /** The entry without the permission to write. */
    public long protectedFromWrites(long entry) {
        return entry & ~writable;
    }

    /** Whether the D bit is set. */
    public boolean dirty(long entry) {
        return (entry & dirty) != 0;
    }

    /** Whether the A bit is set. */
    public boolean accessed(long entry) {
        return (entry & accessed) != 0;
    }

    /** The A bit. */
    public long accessedBit() {
        return accessed;
    }

    /** The D bit. */
    public long dirtyBit() {
        return dirty;
    }
}
