package dirtysim.tracking.schemes;

import java.util.function.LongConsumer;

/**
 * A table that guest and host share, an entry for each GFN: how often the frame is mapped for a device to write, and whether it
 * was and is no more. Table pages come into being when the guest first needs them.
 */
final class SharedTable {
    /** Entries of a table page: 4 KiB of 8 bytes each. */
    static final int PAGE_ENTRIES = 512;

    private static final int DIRTY = 1;
    private static final int ONE_MAPPING = 2;

    private final int[][] pages;

    /** @param gfnLimit one past the greatest GFN */
    SharedTable(long gfnLimit) {
        pages = new int[Math.toIntExact((gfnLimit + PAGE_ENTRIES - 1) / PAGE_ENTRIES)][];
    }

    /** A frame is mapped for write once more. */
    void mapped(long gfn) {
        int page = (int) (gfn / PAGE_ENTRIES);
        if (pages[page] == null) {
            pages[page] = new int[PAGE_ENTRIES];
        }
        pages[page][(int) (gfn % PAGE_ENTRIES)] += ONE_MAPPING;
    }

    /** One of its mappings for write goes, and the frame is dirty. */
    void unmapped(long gfn) {
        int[] page = pages[(int) (gfn / PAGE_ENTRIES)];
        int entry = (int) (gfn % PAGE_ENTRIES);
        page[entry] = page[entry] - ONE_MAPPING | DIRTY;
    }

    /** The first table page from a number on that there is; the number of pages that there can be at the most, if none. */
    int nextPage(int from) {
        int page = from;
        while (page < pages.length && pages[page] == null) {
            page++;
        }
        return page;
    }

    /** Table pages that there can be at the most. */
    int pages() {
        return pages.length;
    }

    /**
     * Reads a table page: every frame that is mapped for write, or was. The marks of those that were are cleared.
     *
     * @return how many marks
     */
    int read(int page, LongConsumer dirty) {
        int marks = 0;
        int[] entries = pages[page];
        for (int n = 0; n < PAGE_ENTRIES; n++) {
            if (entries[n] != 0) {
                dirty.accept((long) page * PAGE_ENTRIES + n);
                marks += entries[n] & DIRTY;
                entries[n] &= ~DIRTY;
            }
        }
        return marks;
    }
}
