package dirtysim.tracking.iommufd;

import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * A driver's walk over the leaves of a table in search of D bits ({@code iommu_read_and_clear_dirty}), with what it cost and
 * the range that has to be invalidated after it.
 *
 * <p>The whole length of a dirty leaf is recorded (I19), from the leaf's start; where the walk begins inside a leaf, from the
 * walk's start (I18d). The gather is one range over all that was cleaned (I18b).
 *
 * <p>Not safe for use by several threads.
 */
public final class DirtyWalk {
    private final PageTable table;
    private final Kernel.Walker walker;
    private final boolean clear;
    private final DirtySink sink;
    private final PageTable.LeafVisitor visitor = this::visit;

    private long rangeFrom;
    private long leaves;
    private long dirtyLeaves;
    private long tables;
    private long lookUps;
    private long gatheredFrom = Long.MAX_VALUE;
    private long gatheredTo;

    /** @param sink takes the dirty ranges, or null for a walk that only cleans */
    DirtyWalk(PageTable table, Kernel.Walker walker, boolean clear, DirtySink sink) {
        this.table = table;
        this.walker = walker;
        this.clear = clear;
        this.sink = sink;
    }

    /** Leaves read. */
    public long leaves() {
        return leaves;
    }

    /** Leaves among them whose D was set. */
    public long dirtyLeaves() {
        return dirtyLeaves;
    }

    /**
     * Table pages read: for a range walk each once from the root, for each stretch that is walked in one go; for look-ups
     * each page on the way to each leaf.
     */
    public long tables() {
        return tables;
    }

    /** Times that the walk began at the root. */
    public long lookUps() {
        return lookUps;
    }

    /** Whether anything was cleaned, so that an invalidation is due. */
    public boolean gathered() {
        return gatheredTo != 0;
    }

    /** First address of the range to invalidate. */
    public long gatheredFrom() {
        return gatheredFrom;
    }

    /** Length of the range to invalidate, 0 if nothing was cleaned. */
    public long gatheredBytes() {
        return gathered() ? gatheredTo - gatheredFrom : 0;
    }

    /**
     * Walks on.
     *
     * @param from where to start
     * @param to where to end, exclusive
     * @param mostLeaves how many leaves to read before it pauses; a compact table is read in one go
     * @return where to go on from; {@code to} or more when the range is done
     */
    long walk(long from, long to, long mostLeaves) {
        return walker == Kernel.Walker.RANGE ? walkRange(from, to, mostLeaves) : lookUp(from, to, mostLeaves);
    }

    private long walkRange(long from, long to, long mostLeaves) {
        rangeFrom = from;
        long next = table.scanDirty(from, to, mostLeaves, clear, visitor);
        leaves += table.scanned();
        tables += table.scannedTables();
        lookUps++;
        return next;
    }

    private void visit(long input, PageSize size, long entry) {
        record(Math.max(input, rangeFrom), size.bytes());
    }

    private long lookUp(long from, long to, long mostLeaves) {
        long at = from;
        for (long read = 0; at < to && read < mostLeaves; read++) {
            lookUps++;
            if (!table.find(at)) {
                tables += table.levels();
                at += PageSize.SIZE_4K.bytes();
                continue;
            }
            leaves++;
            long bytes = table.foundSize().bytes();
            tables += table.levels() - table.foundSize().level() + 1;
            long entry = table.foundEntry();
            if (table.format().dirty(entry)) {
                if (clear) {
                    table.updateFound(entry & ~table.format().dirtyBit());
                }
                record(at, bytes);
            }
            at += bytes;
        }
        return at;
    }

    private void record(long iova, long bytes) {
        dirtyLeaves++;
        if (sink != null) {
            sink.dirty(iova, bytes);
        }
        if (clear) {
            gatheredFrom = Math.min(gatheredFrom, iova);
            gatheredTo = Math.max(gatheredTo, iova + bytes);
        }
    }
}
