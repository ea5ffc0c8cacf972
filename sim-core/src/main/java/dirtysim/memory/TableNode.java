package dirtysim.memory;

import java.util.Arrays;

/**
 * One 4 KiB table of 512 entries.
 *
 * <p>A level-1 table that maps 2 MiB linearly with equal flags is kept as its first entry only, until an entry is
 * changed: a guest of 1 TiB has 2^28 leaves of 4 KiB, and most of them are never written by a device.
 */
final class TableNode {
    static final int ENTRIES = 512;

    final int level;
    /** Tables below; null at level 1. */
    final TableNode[] children;
    /** Guest-physical address of the page that the table fills; {@link PageTable#NO_ADDRESS} if it is not in guest memory. */
    final long address;
    /** A of the entry that points to this table. */
    boolean accessed;
    /** Leaf entries; null while linear, or where no leaf was ever placed. */
    private long[] entries;
    /** First entry of a linear table, 0 if it is not linear. */
    private long linear;

    TableNode(int level, long address) {
        this.level = level;
        this.address = address;
        this.children = level > 1 ? new TableNode[ENTRIES] : null;
    }

    /** Makes an empty level-1 table map 2 MiB in a row. */
    void fillLinear(long firstEntry) {
        linear = firstEntry;
    }

    boolean isLinear() {
        return linear != 0;
    }

    /** The entry; 0 where none was placed. */
    long entry(int index) {
        if (linear != 0) {
            return linear + ((long) index << 12);
        }
        return entries == null ? 0 : entries[index];
    }

    void set(int index, long value) {
        if (linear != 0) {
            if (linear + ((long) index << 12) == value) {
                return;
            }
            expand();
        } else if (entries == null) {
            entries = new long[ENTRIES];
        }
        entries[index] = value;
    }

    /** Whether neither it nor any table below holds a leaf. */
    boolean isEmpty() {
        if (linear != 0) {
            return false;
        }
        if (entries != null && Arrays.stream(entries).anyMatch(entry -> entry != 0)) {
            return false;
        }
        return children == null || Arrays.stream(children).allMatch(below -> below == null || below.isEmpty());
    }

    private void expand() {
        entries = new long[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            entries[i] = linear + ((long) i << 12);
        }
        linear = 0;
    }
}
