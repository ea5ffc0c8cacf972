package dirtysim.workloads.fit;

import dirtysim.workloads.drivers.GuestRam;
import java.util.ArrayList;
import java.util.List;

/**
 * The guest pages of one fitted queue: as many as the recording used, in pieces that are spread over memory, used in turn. If
 * there is none that is not mapped, a piece is added.
 */
final class FittedArena {
    private static final int LEAST_PIECE = 16;
    private static final int PIECES = 64;

    private final GuestRam ram;
    private final FittedMemory memory;
    private final long pages;
    private final int piece;
    private final List<Long> pieces = new ArrayList<>();
    private long cursor;

    /**
     * @param pages how many, about
     * @param largest pages of the largest range that is asked for
     */
    FittedArena(FittedMemory memory, long pages, int largest) {
        this.memory = memory;
        ram = memory.guest().ram();
        this.pages = Math.max(pages, largest);
        long fair = Math.max(LEAST_PIECE, Math.min(GuestRam.LARGE_PAGE, pages / PIECES));
        piece = (int) Math.max(largest, Math.min(fair, this.pages));
        for (long have = 0; have < this.pages; have += piece) {
            pieces.add(ram.piece(piece));
        }
    }

    /** The first of so many pages in a row that are not mapped. */
    long idle(int count) {
        long all = Math.max(pages, (long) (pieces.size() - 1) * piece);
        for (long tried = 0; tried < all; ) {
            if (cursor % piece + count > piece) {
                long skipped = piece - cursor % piece;
                cursor += skipped;
                tried += skipped;
            }
            if (cursor + count > all) {
                tried += Math.max(1, all - cursor);
                cursor = 0;
            }
            long first = pieces.get((int) (cursor / piece)) + cursor % piece;
            if (!memory.mapped(first, count)) {
                cursor += count;
                return first;
            }
            cursor++;
            tried++;
        }
        long added = ram.piece(piece);
        pieces.add(added);
        return added;
    }

    /** Whether so many pages from one on belong to the arena. */
    boolean holds(long first, int count) {
        for (long start : pieces) {
            if (first >= start && first + count <= start + piece) {
                return true;
            }
        }
        return false;
    }
}
