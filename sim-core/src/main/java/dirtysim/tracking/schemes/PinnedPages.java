package dirtysim.tracking.schemes;

import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/**
 * {@code pinned}: VFIO type1 without hardware help. Every pinned page, whatever the direction, is dirty in each query, and
 * an unmap returns its pages as dirty (Linux {@code vfio_iommu_type1.c}: {@code update_user_bitmap} sets the bits of whatever
 * is mapped before it copies them out). So a page mapped since the query before is in this one.
 */
public final class PinnedPages implements DirtyTracker {
    private MappedPages pages;

    @Override
    public String id() {
        return "pinned";
    }

    @Override
    public String title() {
        return "reports every page that is, or since the last query was, mapped for a device";
    }

    @Override
    public int rank() {
        return 50;
    }

    @Override
    public Platform platform() {
        return Platform.SHADOW;
    }

    @Override
    public void attach(TrackingHost host) {
        pages = new MappedPages(host, false);
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        script.exchange(range, pages.marker()).invalidate(range);
    }

    @Override
    public void query(Script script) {
        pages.fillAndHandOver(script);
    }
}
