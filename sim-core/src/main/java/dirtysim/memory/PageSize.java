package dirtysim.memory;

/** Leaf sizes of a VT-d page table: one A and one D bit each, so this is also the grain at which writes are seen. */
public enum PageSize {
    /** 4 KiB, a leaf of level 1. */
    SIZE_4K(12, "4KiB"),
    /** 2 MiB, a leaf of level 2. */
    SIZE_2M(21, "2MiB"),
    /** 1 GiB, a leaf of level 3. */
    SIZE_1G(30, "1GiB");

    private static final PageSize[] BY_LEVEL = values();

    private final int shift;
    private final String id;

    PageSize(int shift, String id) {
        this.shift = shift;
        this.id = id;
    }

    /** Stable id, as written in suites. */
    public String id() {
        return id;
    }

    /** The size of a leaf at a level; level 1 holds leaves of 4 KiB. */
    public static PageSize ofLevel(int level) {
        return BY_LEVEL[level - 1];
    }

    /** Base-2 logarithm of the size. */
    public int shift() {
        return shift;
    }

    /** Size in bytes. */
    public long bytes() {
        return 1L << shift;
    }

    /** Size in pages of 4 KiB: 1, 512 or 262,144. */
    public int pages() {
        return 1 << (shift - 12);
    }

    /** Level of the table that holds leaves of this size, counted from 1. */
    public int level() {
        return ordinal() + 1;
    }
}
