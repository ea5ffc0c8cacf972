package dirtysim.bench.calibrate;

import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * A full second-stage table of 4 levels, every leaf of one size, in which each leaf leads to the next of a random cycle
 * through all of them: a walk's result is the address of the next walk, so that none can start before the last has ended.
 */
final class ProbedTable {
    /**
     * Most leaves that one scan reads. It goes on from slice to slice, so that those it has not touched for longest come
     * first; and a slice takes less than a scheduler's turn, so that on a busy machine most scans are undisturbed.
     */
    private static final int MOST_LEAVES = 1 << 16;

    private final PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
    private final int leaves;
    private final int shift;
    private long visited;

    /**
     * @param entryBytes bytes of leaf entries, 8 each; a multiple of those of a slice, or less
     * @param size size of every leaf
     */
    ProbedTable(int entryBytes, PageSize size) {
        this.leaves = entryBytes / Long.BYTES;
        this.shift = size.shift();
        int[] next = Cycle.through(leaves, leaves);
        for (int leaf = 0; leaf < leaves; leaf++) {
            // One by one: a stretch mapped linearly would stay compact and have no entries to read.
            table.map((long) leaf << shift, (long) next[leaf] << shift, size, true);
        }
    }

    int leaves() {
        return leaves;
    }

    /** Scans that go through all leaves. */
    int slices() {
        return leaves / leavesOfSlice();
    }

    /** Leaves that one scan reads. */
    int leavesOfSlice() {
        return Math.min(leaves, MOST_LEAVES);
    }

    /** Reads the leaves of a slice in search of D bits, and finds none. */
    long scan(int batch) {
        visited = 0;
        table.scanDirty(start(batch), end(batch), Long.MAX_VALUE, false, (input, size, entry) -> visited++);
        return visited + table.scanned();
    }

    /**
     * Reads a slice, clears the D bits and sets the bit of each dirty leaf. One of the two updates is atomic, as in the
     * kernel, which clears with an atomic one and sets with a plain one; here it is the other way round.
     */
    long scanAndClear(int batch, AtomicBitmap found) {
        table.scanDirty(
                start(batch), end(batch), Long.MAX_VALUE, true, (input, size, entry) -> found.set(input >>> shift));
        return found.word(start(batch) >>> shift);
    }

    /** Makes every leaf dirty, once the scans have been through all slices. */
    void dirtyEachRound(int batch) {
        if (batch % slices() != 0) {
            return;
        }
        for (long leaf = 0; leaf < leaves; leaf++) {
            table.find(leaf << shift);
            table.updateFound(table.foundEntry() | table.format().dirtyBit());
        }
    }

    /** So many walks, each from where the last one led. */
    long walk(long from, int walks) {
        long at = from;
        for (int n = 0; n < walks; n++) {
            at = table.translate(at);
        }
        return at;
    }

    private long start(int batch) {
        return (long) (batch % slices()) * leavesOfSlice() << shift;
    }

    private long end(int batch) {
        return start(batch) + ((long) leavesOfSlice() << shift);
    }
}
