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

    /** Entries that are looked at at once. */
    static final int TOGETHER = 8;

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

    /** A table of the host's full of leaves that together translate what one leaf of the level above did, with its flags. */
    static TableNode ofLargeLeaf(long largeEntry, int level, int leafLevel) {
        TableNode node = new TableNode(level, PageTable.NO_ADDRESS);
        if (level == 1) {
            node.fillLinear(largeEntry & ~EntryFormat.LARGE);
            return node;
        }
        for (int i = 0; i < ENTRIES; i++) {
            long part = largeEntry + i * node.span();
            if (level == leafLevel) {
                node.set(i, part);
            } else {
                node.children[i] = ofLargeLeaf(part, level - 1, leafLevel);
            }
        }
        return node;
    }

    /** The leaf of the level above that can stand for this table, A and D OR-ed; 0 if none can. */
    long asOneLeaf(EntryFormat format) {
        long ored = format.accessedBit() | format.dirtyBit();
        long first = partAsLeaf(0, format);
        if (!format.present(first) || EntryFormat.address(first) % (span() * ENTRIES) != 0) {
            return 0;
        }
        long flags = first & ored;
        for (int i = 1; i < ENTRIES; i++) {
            long part = partAsLeaf(i, format);
            if (((first + i * span()) & ~ored) != (part & ~ored)) {
                return 0;
            }
            flags |= part & ored;
        }
        return first | flags | EntryFormat.LARGE;
    }

    private long partAsLeaf(int index, EntryFormat format) {
        long entry = entry(index);
        if (format.present(entry) || children == null || children[index] == null) {
            return entry;
        }
        return children[index].asOneLeaf(format);
    }

    /** Leaves here and below. */
    long leaves() {
        if (linear != 0) {
            return ENTRIES;
        }
        long count = entries == null
                ? 0
                : Arrays.stream(entries).filter(entry -> entry != 0).count();
        if (children != null) {
            for (TableNode below : children) {
                count += below == null ? 0 : below.leaves();
            }
        }
        return count;
    }

    /** Tables, this one and those below. */
    int tables() {
        int count = 1;
        if (children != null) {
            for (TableNode below : children) {
                count += below == null ? 0 : below.tables();
            }
        }
        return count;
    }

    /** Bytes that an entry of this level translates. */
    private long span() {
        return 1L << (12 + 9 * (level - 1));
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

    /** How many entries from one on, by {@link #TOGETHER}, are all leaves and clean; none beyond {@code to}. */
    int cleanRun(int from, int to, EntryFormat format) {
        if (entries == null) {
            return 0;
        }
        int at = from;
        while (at + TOGETHER <= to) {
            long all = entries[at]
                    & entries[at + 1]
                    & entries[at + 2]
                    & entries[at + 3]
                    & entries[at + 4]
                    & entries[at + 5]
                    & entries[at + 6]
                    & entries[at + 7];
            long any = any(at);
            if (!format.present(all) || format.dirty(any)) {
                break;
            }
            at += TOGETHER;
        }
        return at - from;
    }

    /** How many entries from one on, by {@link #TOGETHER}, are none; none beyond {@code to}. */
    int emptyRun(int from, int to) {
        if (linear != 0 || entries == null) {
            return 0;
        }
        int at = from;
        while (at + TOGETHER <= to) {
            if (any(at) != 0) {
                break;
            }
            at += TOGETHER;
        }
        return at - from;
    }

    private long any(int at) {
        return entries[at]
                | entries[at + 1]
                | entries[at + 2]
                | entries[at + 3]
                | entries[at + 4]
                | entries[at + 5]
                | entries[at + 6]
                | entries[at + 7];
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
