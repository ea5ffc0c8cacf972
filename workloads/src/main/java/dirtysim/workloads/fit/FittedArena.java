package dirtysim.workloads.fit;

import dirtysim.workloads.drivers.GuestRam;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The guest pages of one fitted queue: as many as the recording used, in pieces that are spread over memory, used in turn.
 */
final class FittedArena {
    private static final int LEAST_PIECE = 16;
    private static final int PIECES = 64;
    private static final long MOST_TRIED = 8_192;

    private final GuestRam ram;
    private final FittedMemory memory;
    private final int piece;
    private final List<Long> pieces = new ArrayList<>();
    private final TreeSet<Long> starts = new TreeSet<>();
    private long cursor;

    /**
     * @param pages how many, about
     * @param largest pages of the largest range that is asked for
     */
    FittedArena(FittedMemory memory, long pages, int largest) {
        this.memory = memory;
        ram = memory.guest().ram();
        long fair = Math.max(LEAST_PIECE, Math.min(GuestRam.LARGE_PAGE, pages / PIECES));
        piece = (int) Math.max(largest, Math.min(fair, pages));
        for (long have = 0; have == 0 || have + piece / 2 < pages; have += piece) {
            add();
        }
    }

    /** The first of so many pages in a row that are not mapped; -1 if none are soon found. */
    long find(int count) {
        long all = (long) pieces.size() * piece;
        long tried = 0;
        while (tried < Math.min(all, MOST_TRIED)) {
            long left = piece - cursor % piece;
            if (count > left) {
                move(left);
                tried += left;
                continue;
            }
            long first = pieces.get((int) (cursor / piece)) + cursor % piece;
            if (!memory.mapped(first, count)) {
                move(count);
                return first;
            }
            move(1);
            tried++;
        }
        return -1;
    }

    private void move(long by) {
        cursor = (cursor + by) % ((long) pieces.size() * piece);
    }

    /** A piece more; its first page. */
    final long add() {
        long start = ram.piece(piece);
        pieces.add(start);
        starts.add(start);
        return start;
    }

    /** Whether so many pages from one on belong to the arena. */
    boolean holds(long first, int count) {
        Long start = starts.floor(first);
        return start != null && first + count <= start + piece;
    }
}
