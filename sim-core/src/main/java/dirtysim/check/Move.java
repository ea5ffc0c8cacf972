package dirtysim.check;

import java.util.ArrayList;
import java.util.List;

/**
 * One step of one party.
 *
 * @param kind what is done
 * @param iova to which IOVA; 0 if to none
 * @param page to which page; 0 if to none
 */
record Move(Kind kind, int iova, int page) {
    /** What is done. */
    enum Kind {
        MAP,
        UNMAP,
        UNMAP_LAZY,
        FLUSH,
        GUEST_STEP,
        WRITE,
        SET_DIRTY,
        LAND,
        READ,
        EVICT,
        START,
        MIGRATION_STEP,
        COPY,
        QUERY,
        STOP,
        LAST_QUERY;

        private boolean ofIova() {
            return switch (this) {
                case MAP, UNMAP, UNMAP_LAZY, WRITE, SET_DIRTY, LAND, READ, EVICT -> true;
                default -> false;
            };
        }
    }

    /** Every move of a universe, always in this order. */
    static List<Move> all(Universe universe, boolean nested) {
        List<Move> moves = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            boolean lazy = kind == Kind.UNMAP_LAZY || kind == Kind.FLUSH;
            if (lazy && !nested) {
                continue;
            }
            int iovas = kind.ofIova() ? universe.iovas() : 1;
            int pages = kind == Kind.MAP || kind == Kind.COPY ? universe.pages() : 1;
            for (int iova = 0; iova < iovas; iova++) {
                for (int page = 0; page < pages; page++) {
                    moves.add(new Move(kind, iova, page));
                }
            }
        }
        return List.copyOf(moves);
    }
}
