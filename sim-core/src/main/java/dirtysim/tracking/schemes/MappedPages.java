package dirtysim.tracking.schemes;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/**
 * What schemes without hardware help share: a bitmap of pages that are, or since the last query were, mapped. Each query
 * marks what is mapped, so those pages are dirty every time.
 */
final class MappedPages {
    private final Script.LeafVisitor marker = this::mark;
    private final TrackingHost host;
    private final boolean writableOnly;
    private final GfnBitmap bitmap;
    private final long markPs;

    /**
     * @param host host services
     * @param writableOnly whether pages that devices may only read are left out
     */
    MappedPages(TrackingHost host, boolean writableOnly) {
        this.host = host;
        this.writableOnly = writableOnly;
        bitmap = host.newBitmap();
        markPs = CostModel.ps(host.costs().markPageNs());
    }

    /** Marks every page of a range. */
    void mark(DmaRange range) {
        if (writableOnly && !range.writable()) {
            return;
        }
        for (int page = 0; page < range.pages(); page++) {
            mark(range.device(), range.iova() + page * PageSize.SIZE_4K.bytes());
        }
    }

    /** Moves every mark into another bitmap. */
    void drainInto(GfnBitmap other) {
        bitmap.drainInto(other);
    }

    /** Marks what is mapped and hands the bitmap over, all under the domain lock. For a scheme that marks at an unmap. */
    void fillAndHandOver(Script script) {
        script.lockDomain();
        fill(script);
        script.copyOut(bitmap).unlockDomain();
    }

    /** Marks each leaf that it visits, if it is to be marked. */
    Script.LeafVisitor marker() {
        return marker;
    }

    /** Marks what is mapped still; for a script that holds the domain lock. */
    void fill(Script script) {
        for (int device = 0; device < host.devices(); device++) {
            script.visitLeaves(device, marker);
        }
    }

    private void mark(int device, long iova, PageSize size, long entry) {
        if (!writableOnly || EntryFormat.SECOND_STAGE.writable(entry)) {
            for (int page = 0; page < size.pages(); page++) {
                mark(device, iova + page * PageSize.SIZE_4K.bytes());
            }
        }
    }

    private void mark(int device, long iova) {
        host.charge(Cost.MARK, markPs);
        host.translate(device, iova, bitmap::set);
    }
}
