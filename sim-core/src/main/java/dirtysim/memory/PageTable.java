package dirtysim.memory;

import java.util.Arrays;

/**
 * A radix page table as IOMMU hardware walks it: 512 entries a table, leaves of 4 KiB, 2 MiB and 1 GiB, A and D bits in
 * the leaf. State only; what a walk or a scan costs is charged by whoever does it.
 *
 * <p>Not safe for use by several threads.
 */
public final class PageTable {
    /** Sees one leaf during a scan. It must not change the table. */
    @FunctionalInterface
    public interface LeafVisitor {
        /**
         * @param input first input address that the leaf translates
         * @param size its size
         * @param entry the entry as the scan found it
         */
        void visit(long input, PageSize size, long entry);
    }

    /** Address of a table that does not lie in guest memory. */
    public static final long NO_ADDRESS = -1;

    private static final int BLOCK_SHIFT = 21;

    private final EntryFormat format;
    private final int levels;
    private final TablePages pages;
    private final TableNode root;
    private long leaves;

    /** The tables that the last {@link #find} went through, by level. */
    private final TableNode[] path;

    private TableNode foundNode;
    private int foundIndex;
    /** Which 2 MiB of input addresses the {@link #path} down to level 1 is good for; -1 if it does not go so far. */
    private long pathBlock = -1;

    private long scanned;
    private long scannedTables;
    /** The table of each level that the scan under way is in. */
    private final TableNode[] entered;

    /**
     * A table of the host's.
     *
     * @param format bit layout of the entries
     * @param levels 3, 4 or 5: input addresses of 39, 48 or 57 bits
     */
    public PageTable(EntryFormat format, int levels) {
        this(format, levels, null);
    }

    /**
     * @param format bit layout of the entries
     * @param levels 3, 4 or 5: input addresses of 39, 48 or 57 bits
     * @param pages the guest memory that the tables lie in; null for a table of the host's
     */
    public PageTable(EntryFormat format, int levels, TablePages pages) {
        if (levels < 3 || levels > 5) {
            throw new IllegalArgumentException("a VT-d table has 3, 4 or 5 levels, not " + levels);
        }
        this.format = format;
        this.levels = levels;
        this.pages = pages;
        this.path = new TableNode[levels + 1];
        this.root = newTable(levels);
        this.entered = new TableNode[levels + 1];
    }

    /** Bit layout of the entries. */
    public EntryFormat format() {
        return format;
    }

    /** Levels of tables. */
    public int levels() {
        return levels;
    }

    /** First input address that a table of some levels cannot translate. */
    public static long inputLimit(int levels) {
        return 1L << (12 + 9 * levels);
    }

    /** Leaves present, of any size. */
    public long leaves() {
        return leaves;
    }

    /** First input address that the table cannot translate. */
    public long inputLimit() {
        return inputLimit(levels);
    }

    /**
     * Places one clean leaf. Tables below that have become empty make room for a larger leaf, as Linux frees them.
     *
     * @throws IllegalArgumentException if an address is not a multiple of the size, or beyond the table
     * @throws IllegalStateException if something is mapped there already
     */
    public void map(long input, long output, PageSize size, boolean mayWrite) {
        requireAligned(output, size);
        place(input, format.leaf(output, size, mayWrite), size);
    }

    /**
     * Places one leaf with given flags, such as A and D preset.
     *
     * @throws IllegalArgumentException if the address is not a multiple of the size, or beyond the table
     * @throws IllegalStateException if something is mapped there already
     */
    public void place(long input, long leaf, PageSize size) {
        requireAligned(input, size);
        TableNode node = tableAt(input, size.level());
        int index = index(input, size.level());
        requireFree(node, index, input);
        node.set(index, leaf);
        leaves++;
    }

    /**
     * Maps a stretch linearly: {@code input + x} to {@code output + x}. Level-1 tables that it fills stay compact until an
     * entry changes.
     *
     * @throws IllegalArgumentException if an address or the length is not a multiple of the size, or beyond the table
     * @throws IllegalStateException if something in the stretch is mapped already; what comes before it is mapped then
     */
    public void mapLinear(long input, long output, long bytes, PageSize size, boolean mayWrite) {
        requireAligned(output, size);
        requireAligned(bytes, size);
        long tableBytes = PageSize.SIZE_2M.bytes();
        for (long at = 0; at < bytes; ) {
            boolean wholeTable = size == PageSize.SIZE_4K && (input + at) % tableBytes == 0 && bytes - at >= tableBytes;
            if (wholeTable) {
                TableNode parent = tableAt(input + at, 2);
                int index = index(input + at, 2);
                requireFree(parent, index, input + at);
                parent.children[index] = newTable(1);
                parent.children[index].fillLinear(format.leaf(output + at, size, mayWrite));
                leaves += TableNode.ENTRIES;
                at += tableBytes;
            } else {
                map(input + at, output + at, size, mayWrite);
                at += size.bytes();
            }
        }
    }

    /**
     * Removes one leaf. {@link #foundSize} is its size until the next call.
     *
     * @return the entry as it stood, D bit included
     * @throws IllegalStateException if no leaf starts there
     */
    public long unmap(long input) {
        if (!find(input) || input % foundSize().bytes() != 0) {
            throw new IllegalStateException("no leaf starts at 0x" + Long.toHexString(input));
        }
        long old = foundNode.entry(foundIndex);
        foundNode.set(foundIndex, 0);
        leaves--;
        return old;
    }

    /**
     * Cuts a large leaf into smaller ones that translate the same; each gets the flags of the large one, A and D included,
     * for nobody knows which part was written.
     *
     * <p>It is one instant, as Linux's swap of the entry for a table pointer is; whoever cuts must invalidate the large
     * translation afterwards. Source: J. Gunthorpe on splitting a leaf under DMA, as {@code dirty-tracking.md} A4 cites him.
     *
     * @param input any address that the leaf translates
     * @param toSize size of the new leaves; 1 GiB to 4 KiB is cut in one go
     * @return table pages that were made
     * @throws IllegalStateException if no leaf larger than that translates the address, or the table lies in guest memory,
     *     where only the guest would cut
     */
    public int split(long input, PageSize toSize) {
        if (pages != null) {
            throw new IllegalStateException("a table in guest memory is the guest's to cut");
        }
        if (!find(input) || foundNode.level <= toSize.level()) {
            throw new IllegalStateException("no leaf larger than " + toSize + " at 0x" + Long.toHexString(input));
        }
        TableNode table = TableNode.ofLargeLeaf(foundNode.entry(foundIndex), foundNode.level - 1, toSize.level());
        foundNode.set(foundIndex, 0);
        foundNode.children[foundIndex] = table;
        pathBlock = -1;
        leaves += table.leaves() - 1;
        return table.tables();
    }

    /**
     * Puts one large leaf in the place of the smaller ones below it, if they translate the same: all present, outputs
     * contiguous and aligned, equal flags. A and D of the large leaf are the OR of theirs. It is one instant.
     *
     * @param input first address of the large leaf
     * @param toSize its size
     * @return whether it was done; if not, nothing has changed
     * @throws IllegalArgumentException if the address is not a multiple of the size
     */
    public boolean merge(long input, PageSize toSize) {
        requireAligned(input, toSize);
        if (input < 0 || input >= inputLimit()) {
            return false;
        }
        TableNode node = root;
        while (node != null && node.level > toSize.level()) {
            node = node.children[index(input, node.level)];
        }
        int index = index(input, toSize.level());
        if (node == null || node.children == null || node.children[index] == null) {
            return false;
        }
        TableNode below = node.children[index];
        long leaf = below.asOneLeaf(format);
        if (leaf == 0) {
            return false;
        }
        leaves -= below.leaves() - 1;
        node.children[index] = null;
        pathBlock = -1;
        node.set(index, leaf);
        return true;
    }

    /**
     * Walks to the leaf that translates an address. What was found, and the way to it, stays current until the next call
     * of any method that changes or searches the table.
     *
     * @return whether there is one
     */
    public boolean find(long input) {
        if (input >>> BLOCK_SHIFT == pathBlock) {
            // Neighbours are looked for one after the other: the way to their table is known.
            foundNode = path[1];
            foundIndex = index(input, 1);
            return format.present(foundNode.entry(foundIndex));
        }
        pathBlock = -1;
        foundNode = root;
        path[levels] = root;
        if (input < 0 || input >= inputLimit()) {
            return false;
        }
        boolean found = descend(input);
        if (foundNode.level == 1) {
            pathBlock = input >>> BLOCK_SHIFT;
        }
        return found;
    }

    private boolean descend(long input) {
        while (true) {
            foundIndex = index(input, foundNode.level);
            if (format.present(foundNode.entry(foundIndex))) {
                return true;
            }
            if (foundNode.children == null || foundNode.children[foundIndex] == null) {
                return false;
            }
            foundNode = foundNode.children[foundIndex];
            path[foundNode.level] = foundNode;
        }
    }

    /** Level of the last table that {@link #find} read, whether the leaf was in it or nothing. */
    public int reachedLevel() {
        return foundNode.level;
    }

    /** Guest-physical address of the table that {@link #find} read at a level; {@link #NO_ADDRESS} for a host's table. */
    public long tableAddress(int level) {
        return path[level].address;
    }

    /**
     * Whether hardware that keeps A and D would have to write the entry that {@link #find} read at a level: A in each,
     * D in a leaf that is written through.
     */
    public boolean needsUpdate(int level, boolean write) {
        if (level > foundNode.level) {
            return !path[level - 1].accessed;
        }
        long entry = foundEntry();
        return !format.accessed(entry) || (write && !format.dirty(entry));
    }

    /** Writes what {@link #needsUpdate} asks for. */
    public void update(int level, boolean write) {
        if (level > foundNode.level) {
            path[level - 1].accessed = true;
        } else {
            updateFound(foundEntry() | format.accessedBit() | (write ? format.dirtyBit() : 0));
        }
    }

    /** The entry that {@link #find} found. */
    public long foundEntry() {
        return foundNode.entry(foundIndex);
    }

    /** The size of the leaf that {@link #find} found. */
    public PageSize foundSize() {
        return PageSize.ofLevel(foundNode.level);
    }

    /** Replaces the entry that {@link #find} found, as an atomic update by hardware does. */
    public void updateFound(long entry) {
        foundNode.set(foundIndex, entry);
    }

    /** Output address for an input address; -1 where nothing is mapped. */
    public long translate(long input) {
        if (!find(input)) {
            return -1;
        }
        return EntryFormat.address(foundEntry()) | (input & (foundSize().bytes() - 1));
    }

    /**
     * Visits present leaves in ascending order of input address. Tables that were never made are skipped.
     *
     * @param from where to start; a leaf that holds this address is visited whole
     * @param to where to end, exclusive
     * @param mostLeaves how many leaves to visit at most
     * @param visitor sees each leaf
     * @return the input address to go on from; {@code to} when the range is done
     */
    public long scan(long from, long to, long mostLeaves, LeafVisitor visitor) {
        return scan(from, to, mostLeaves, false, false, visitor);
    }

    /**
     * Reads leaves in search of D bits, as a driver's query does, and visits the dirty ones. {@link #scanned()} tells how
     * many leaves were read.
     *
     * @param from where to start; a leaf that holds this address is read whole
     * @param to where to end, exclusive
     * @param mostLeaves how many leaves to read before it ends; a compact table is read in one go
     * @param clear whether to clear the D bits that are found
     * @param visitor sees each dirty leaf, as it was
     * @return the input address to go on from; {@code to} when the range is done
     */
    public long scanDirty(long from, long to, long mostLeaves, boolean clear, LeafVisitor visitor) {
        return scan(from, to, mostLeaves, true, clear, visitor);
    }

    /** Present leaves that the last scan read. */
    public long scanned() {
        return scanned;
    }

    /** Table pages that the last scan read, each counted once; it begins at the root. */
    public long scannedTables() {
        return scannedTables;
    }

    private void enter(TableNode node) {
        if (entered[node.level] != node) {
            entered[node.level] = node;
            scannedTables++;
        }
    }

    private long scan(long from, long to, long mostLeaves, boolean dirtyOnly, boolean clear, LeafVisitor visitor) {
        scanned = 0;
        scannedTables = 0;
        Arrays.fill(entered, null);
        long at = from;
        while (at < to && scanned < mostLeaves) {
            TableNode node = root;
            enter(node);
            int index = index(at, node.level);
            while (!format.present(node.entry(index)) && node.children != null && node.children[index] != null) {
                node = node.children[index];
                enter(node);
                index = index(at, node.level);
            }
            long span = 1L << (12 + 9 * (node.level - 1));
            at &= -span;
            boolean clean = dirtyOnly && node.isLinear() && !format.dirty(node.entry(index));
            if (clean) {
                int last = (int) Math.min(TableNode.ENTRIES, index + (to - at + span - 1) / span);
                scanned += last - index;
                at += (last - index) * span;
                continue;
            }
            do {
                int passed =
                        dirtyOnly && node.level == 1 ? pass(node, index, (to - at + span - 1) / span, mostLeaves) : 0;
                if (passed == 0) {
                    visit(node, index, at, dirtyOnly, clear, visitor);
                    passed = 1;
                }
                at += passed * span;
                index += passed;
                // Siblings of a leaf table are read on the spot; above it, each may lead further down.
            } while (node.level == 1 && index < TableNode.ENTRIES && at < to && scanned < mostLeaves);
        }
        return Math.min(at, to);
    }

    /** Goes past leaves that are clean, and past places where none is, so many at a time that memory is what it waits for. */
    private int pass(TableNode node, int index, long most, long mostLeaves) {
        int empty = node.emptyRun(index, (int) Math.min(TableNode.ENTRIES, index + most));
        if (empty > 0) {
            return empty;
        }
        long left = Math.min(most, mostLeaves - scanned);
        int clean = node.cleanRun(index, (int) Math.min(TableNode.ENTRIES, index + left), format);
        scanned += clean;
        return clean;
    }

    private void visit(TableNode node, int index, long input, boolean dirtyOnly, boolean clear, LeafVisitor visitor) {
        long entry = node.entry(index);
        if (!format.present(entry)) {
            return;
        }
        scanned++;
        if (dirtyOnly && !format.dirty(entry)) {
            return;
        }
        visitor.visit(input, PageSize.ofLevel(node.level), entry);
        if (clear) {
            node.set(index, entry & ~format.dirtyBit());
        }
    }

    /** Sees to it that nothing is mapped by an entry or below it, and drops empty tables below. */
    private void requireFree(TableNode node, int index, long input) {
        boolean leaf = format.present(node.entry(index));
        TableNode below = node.children == null ? null : node.children[index];
        if (leaf || (below != null && !below.isEmpty())) {
            throw new IllegalStateException("already mapped at 0x" + Long.toHexString(input));
        }
        if (below != null) {
            node.children[index] = null;
            pathBlock = -1;
            giveBack(below);
        }
    }

    private TableNode newTable(int level) {
        return new TableNode(level, pages == null ? NO_ADDRESS : pages.take());
    }

    private void giveBack(TableNode node) {
        if (pages == null) {
            return;
        }
        pages.give(node.address);
        if (node.children != null) {
            for (TableNode below : node.children) {
                if (below != null) {
                    giveBack(below);
                }
            }
        }
    }

    private TableNode tableAt(long input, int level) {
        if (input < 0 || input >= inputLimit()) {
            throw new IllegalArgumentException(
                    "0x" + Long.toHexString(input) + " is beyond a table of " + levels + " levels");
        }
        TableNode node = root;
        while (node.level > level) {
            int index = index(input, node.level);
            if (format.present(node.entry(index))) {
                throw new IllegalStateException("already mapped by a larger leaf at 0x" + Long.toHexString(input));
            }
            if (node.children[index] == null) {
                node.children[index] = newTable(node.level - 1);
            }
            node = node.children[index];
        }
        return node;
    }

    private static int index(long input, int level) {
        return (int) (input >>> (12 + 9 * (level - 1))) & (TableNode.ENTRIES - 1);
    }

    private static void requireAligned(long address, PageSize size) {
        if ((address & (size.bytes() - 1)) != 0) {
            throw new IllegalArgumentException("0x" + Long.toHexString(address) + " is not aligned to " + size);
        }
    }
}
