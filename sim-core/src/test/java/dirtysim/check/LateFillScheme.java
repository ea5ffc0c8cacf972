package dirtysim.check;

import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/**
 * Map-time tracking that hands its own bitmap over, and marks what is mapped still afterwards, all under the domain lock.
 */
final class LateFillScheme implements DirtyTracker {
    private TrackingHost host;
    private GfnBitmap bitmap;

    @Override
    public String id() {
        return "late-fill";
    }

    @Override
    public String title() {
        return "marks what is mapped still after it has handed its bitmap over";
    }

    @Override
    public Platform platform() {
        return Platform.SHADOW;
    }

    @Override
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
    }

    @Override
    public void mapped(DmaRange range) {
        mark(range.device(), range.iova(), PageSize.SIZE_4K, 0);
    }

    @Override
    public void query(Script script) {
        script.lockDomain().copyOut(bitmap).visitLeaves(0, this::mark).unlockDomain();
    }

    private void mark(int device, long iova, PageSize size, long entry) {
        host.translate(device, iova, bitmap::set);
    }
}
