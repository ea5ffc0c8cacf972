package dirtysim.cpu;

import java.util.Arrays;

/**
 * A set of pages that can tell its n-th member: a bit for each page, and a Fenwick tree of the counts of blocks (P. M.
 * Fenwick, "A new data structure for cumulative frequency tables", Software: Practice and Experience 24(3), 1994).
 */
final class PageSet {
    private static final int BLOCK_SHIFT = 12;
    private static final int BLOCK_WORDS = 1 << BLOCK_SHIFT - 6;

    private final long pages;
    private final long[] words;
    private final long[] tree;
    private final int topBit;
    private long size;

    /** @param pages how many pages there are; they are numbered from 0 */
    PageSet(long pages) {
        this.pages = pages;
        int blocks = Math.toIntExact((pages >>> BLOCK_SHIFT) + 1);
        words = new long[blocks * BLOCK_WORDS];
        tree = new long[blocks + 1];
        topBit = Integer.highestOneBit(blocks);
    }

    /** How many it holds. */
    long size() {
        return size;
    }

    /** Whether it holds a page. */
    boolean contains(long page) {
        return (words[(int) (page >>> 6)] >>> page & 1) != 0;
    }

    /** Adds a page; true if it was not there. */
    boolean add(long page) {
        if (contains(page)) {
            return false;
        }
        words[(int) (page >>> 6)] |= 1L << page;
        count(page, 1);
        return true;
    }

    /** Takes a page out; true if it was there. */
    boolean remove(long page) {
        if (!contains(page)) {
            return false;
        }
        words[(int) (page >>> 6)] &= ~(1L << page);
        count(page, -1);
        return true;
    }

    /** Adds every page. */
    void addAll() {
        Arrays.fill(words, 0, (int) (pages >>> 6), -1L);
        if ((pages & 63) != 0) {
            words[(int) (pages >>> 6)] = (1L << pages) - 1;
        }
        size = pages;
        for (int node = 1; node < tree.length; node++) {
            long from = (long) (node - Integer.lowestOneBit(node)) << BLOCK_SHIFT;
            tree[node] = Math.min(pages, (long) node << BLOCK_SHIFT) - Math.min(pages, from);
        }
    }

    /** The member of a rank, 0 to {@code size() - 1}, in ascending order. */
    long member(long rank) {
        int block = 0;
        long left = rank;
        for (int bit = topBit; bit != 0; bit >>>= 1) {
            int to = block + bit;
            if (to < tree.length && tree[to] <= left) {
                block = to;
                left -= tree[to];
            }
        }
        int w = block * BLOCK_WORDS;
        int inWord = Long.bitCount(words[w]);
        while (left >= inWord) {
            left -= inWord;
            inWord = Long.bitCount(words[++w]);
        }
        long bits = words[w];
        for (; left > 0; left--) {
            bits &= bits - 1;
        }
        return ((long) w << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** How many members come before a page, which may be the end of the set. */
    long before(long page) {
        int block = (int) (page >>> BLOCK_SHIFT);
        long count = 0;
        for (int node = block; node > 0; node -= Integer.lowestOneBit(node)) {
            count += tree[node];
        }
        int end = (int) (page >>> 6);
        for (int w = block * BLOCK_WORDS; w < end; w++) {
            count += Long.bitCount(words[w]);
        }
        return count + Long.bitCount(words[end] & (1L << page) - 1);
    }

    private void count(long page, int by) {
        size += by;
        for (int node = (int) (page >>> BLOCK_SHIFT) + 1; node < tree.length; node += Integer.lowestOneBit(node)) {
            tree[node] += by;
        }
    }
}
