package dirtysim.workloads.drivers;

import dirtysim.engine.RandomStream;
import dirtysim.host.InputException;
import org.agrona.collections.LongHashSet;

/**
 * Guest memory, by number of page. The lower half is dealt out for good, as to slabs and buffer pools: its first part in
 * areas one after the other, its second in pieces of large pages in a seeded random order. The upper half is free memory, of
 * which single pages come in such an order too and go back, as those of a page cache do. A page that is out is not handed out
 * again.
 *
 * <p>Memory lies as in a q35 machine: 2 GiB low and the rest from 4 GiB on, so more than 2 GiB need a guest of 2.75 GiB or
 * more.
 */
public final class GuestRam {
    /** Pages of a large page, which no {@link #piece} crosses unless it is larger. */
    public static final int LARGE_PAGE = 512;

    private static final int PAGE_SHIFT = 12;
    private static final long LOW_PAGES = 1L << 19;
    private static final long HIGH_FROM = 1L << 20;
    /** Pages of the BIOS and of legacy devices: the first MiB is nobody's buffer. */
    private static final long FIRST = 256;

    private final String who;
    private final long quarter;
    private final long middle;
    private final long upper;
    private final Permutation order;
    private final LongHashSet out = new LongHashSet();
    private long next = FIRST;
    private long cursor;
    private final Permutation orderOfPieces;
    private final long largePages;
    private long piecesOut;
    private long piece = -1;
    private long pieceEnd;

    /**
     * @param bytes guest memory that is used, 64 MiB or more
     * @param random order of the free pages
     * @param who whom to blame when it is used up
     */
    public GuestRam(long bytes, RandomStream random, String who) {
        this.who = who;
        middle = (bytes >>> PAGE_SHIFT) / 2;
        upper = (bytes >>> PAGE_SHIFT) - middle;
        quarter = middle / 2 / LARGE_PAGE * LARGE_PAGE;
        order = new Permutation(upper, random);
        largePages = Math.max(1, (middle - quarter) / LARGE_PAGE);
        orderOfPieces = new Permutation(largePages, random);
    }

    /** The guest-physical address of a page. */
    public static long gpa(long page) {
        return (page < LOW_PAGES ? page : page - LOW_PAGES + HIGH_FROM) << PAGE_SHIFT;
    }

    /**
     * Deals out an area for good.
     *
     * @return its first page; the area is contiguous also in guest-physical addresses
     * @throws InputException if there is no room
     */
    public long area(long pages, String what) {
        if (next < LOW_PAGES && next + pages > LOW_PAGES) {
            next = LOW_PAGES;
        }
        if (next + pages > quarter) {
            throw new InputException(
                    who, what + " do not fit into a quarter of the guest's memory", "raise over, or ask for less");
        }
        long first = next;
        next += pages;
        return first;
    }

    /**
     * Deals out pages in a row for good, somewhere in memory.
     *
     * @param pages how many
     * @throws InputException if there is no room
     */
    public long piece(int pages) {
        if (pages > LARGE_PAGE) {
            return area(pages, "buffers");
        }
        if (piece < 0 || piece + pages > pieceEnd) {
            if (piecesOut == largePages) {
                throw new InputException(
                        who, "buffers do not fit into a quarter of the guest's memory", "raise over, or ask for less");
            }
            piece = quarter + orderOfPieces.at(piecesOut++) * LARGE_PAGE;
            pieceEnd = piece + LARGE_PAGE;
        }
        long first = piece;
        // One piece of each large page, so that they are spread, until each has one.
        piece = piecesOut < largePages / 2 ? -1 : piece + pages;
        return first;
    }

    /**
     * Takes a free page.
     *
     * @throws InputException if all are out
     */
    public long take() {
        if (out.size() >= upper) {
            throw new InputException(who, "more buffers are mapped than there are free pages", "raise over");
        }
        long page;
        do {
            page = middle + order.at(cursor);
            cursor = cursor + 1 == upper ? 0 : cursor + 1;
        } while (!out.add(page));
        return page;
    }

    /** Gives a page back. */
    public void give(long page) {
        out.remove(page);
    }
}
