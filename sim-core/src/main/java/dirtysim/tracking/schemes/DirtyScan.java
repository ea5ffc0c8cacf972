package dirtysim.tracking.schemes;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.PageTable;
import dirtysim.memory.PageTable.LeafVisitor;
import dirtysim.tracking.TrackingHost;

/**
 * Test-and-clear of the D bits of one second-level table, in chunks, so that the rest of the world goes on in between. A
 * chunk is what fills one 512-byte piece of bitmap at 4 KiB; its length changes when things happen, not what they cost.
 */
final class DirtyScan {
    private static final int CHUNK_LEAVES = 4096;

    private final TrackingHost host;
    private final PageTable table;
    private final LeafVisitor found;
    private final long readPs;
    private final long clearPs;
    private long at;
    private long dirtyLeaves;

    /**
     * @param host what to charge
     * @param table whose D bits to take
     * @param found sees each dirty leaf
     */
    DirtyScan(TrackingHost host, PageTable table, LeafVisitor found) {
        this.host = host;
        this.table = table;
        this.found = found;
        readPs = CostModel.ps(host.costs().scanPerPteNs());
        clearPs = CostModel.ps(host.costs().dirtyPteNs());
    }

    /** Does the next piece; false when the table is done. */
    boolean chunk() {
        dirtyLeaves = 0;
        at = table.scanDirty(at, table.inputLimit(), CHUNK_LEAVES, true, (input, size, entry) -> {
            dirtyLeaves++;
            found.visit(input, size, entry);
        });
        host.charge(Cost.SCAN, table.scanned() * readPs);
        host.charge(Cost.CLEAR, dirtyLeaves * clearPs);
        return at < table.inputLimit();
    }
}
