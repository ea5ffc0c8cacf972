package dirtysim.check;

/** A translation in four or five bits: an entry of a table, of the IOTLB, or one that software has read. */
final class Cell {
    /** Nothing is there. */
    static final int NONE = 0;

    private static final int DIRTY = 2;
    private static final int WRITABLE = 1;

    private Cell() {}

    static int of(int page, boolean dirty, boolean writable) {
        return 1 + (page << 2 | (dirty ? DIRTY : 0) | (writable ? WRITABLE : 0));
    }

    static int page(int cell) {
        return cell - 1 >> 2;
    }

    static boolean dirty(int cell) {
        return cell != NONE && (cell - 1 & DIRTY) != 0;
    }

    static boolean writable(int cell) {
        return cell != NONE && (cell - 1 & WRITABLE) != 0;
    }

    static int withDirty(int cell, boolean dirty) {
        return cell == NONE ? NONE : of(page(cell), dirty, writable(cell));
    }

    static int protectedFromWrites(int cell) {
        return cell == NONE ? NONE : of(page(cell), dirty(cell), false);
    }
}
