package dirtysim.guest;

import java.util.function.LongPredicate;

/** Which operation unmapped each IOVA page last: a table of two columns with open addressing. */
final class LastUnmaps {
    private static final int INITIAL = 256;

    /** Page number and 1, or 0 where nothing stands. */
    private long[] pages = new long[INITIAL];

    private long[] ops = new long[INITIAL];
    private int count;

    void put(long page, long op) {
        if (count * 2 >= pages.length) {
            keep(all -> true);
        }
        int at = find(page);
        if (pages[at] == 0) {
            pages[at] = page + 1;
            count++;
        }
        ops[at] = op;
    }

    /** The operation, or -1. */
    long get(long page) {
        int at = find(page);
        return pages[at] == 0 ? -1 : ops[at];
    }

    int count() {
        return count;
    }

    void clear() {
        pages = new long[INITIAL];
        ops = new long[INITIAL];
        count = 0;
    }

    /** Drops what was unmapped by other operations than these, and makes room for as much as is left. */
    void keep(LongPredicate which) {
        long[] pagesBefore = pages;
        long[] opsBefore = ops;
        int left = 0;
        for (int i = 0; i < pagesBefore.length; i++) {
            if (pagesBefore[i] != 0 && which.test(opsBefore[i])) {
                left++;
            } else {
                pagesBefore[i] = 0;
            }
        }
        int length = Math.max(INITIAL, Integer.highestOneBit(left) * 8);
        pages = new long[length];
        ops = new long[length];
        for (int i = 0; i < pagesBefore.length; i++) {
            if (pagesBefore[i] != 0) {
                int at = find(pagesBefore[i] - 1);
                pages[at] = pagesBefore[i];
                ops[at] = opsBefore[i];
            }
        }
        count = left;
    }

    private int find(long page) {
        int at = (int) (page * 0x9e3779b97f4a7c15L >>> 32) & pages.length - 1;
        while (pages[at] != 0 && pages[at] != page + 1) {
            at = at + 1 & pages.length - 1;
        }
        return at;
    }
}
