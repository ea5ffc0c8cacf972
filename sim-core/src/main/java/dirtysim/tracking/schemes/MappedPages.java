package dirtysim.tracking.schemes;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Query;
import dirtysim.tracking.TrackingHost;

/**
 * What schemes without hardware help share: a bitmap of pages that are, or since the last query were, mapped. Each query
 * marks what is mapped, so those pages are dirty every time.
 */
final class MappedPages {
    private static final int CHUNK_LEAVES = 4096;

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

    /**
     * Hands the bitmap over and then marks what is mapped still, for the next query, all under the domain lock. For a scheme
     * that marks at a map.
     */
    void handOverAndFill(Query script) {
        script.lockDomain().copyOut(bitmap);
        fill(script);
        script.unlockDomain();
    }

    /** Marks what is mapped and hands the bitmap over, all under the domain lock. For a scheme that marks at an unmap. */
    void fillAndHandOver(Query script) {
        script.lockDomain();
        fill(script);
        script.copyOut(bitmap).unlockDomain();
    }

    private void fill(Query script) {
        for (int device = 0; device < host.devices(); device++) {
            Fill fill = new Fill(device);
            script.work(fill::chunk);
        }
    }

    private void mark(int device, long iova) {
        host.charge(Cost.MARK, markPs);
        host.translate(device, iova, bitmap::set);
    }

    private final class Fill {
        private final int device;
        private long at;

        Fill(int device) {
            this.device = device;
        }

        boolean chunk() {
            PageTable table = host.secondLevel(device);
            at = table.scan(at, table.inputLimit(), CHUNK_LEAVES, (iova, size, entry) -> {
                if (!writableOnly || table.format().writable(entry)) {
                    for (int page = 0; page < size.pages(); page++) {
                        mark(device, iova + page * PageSize.SIZE_4K.bytes());
                    }
                }
            });
            return at < table.inputLimit();
        }
    }
}
