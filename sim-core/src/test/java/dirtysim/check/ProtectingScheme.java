package dirtysim.check;

import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/**
 * The unmap that needs no exchange: write-protect, invalidate, read D, unmap, invalidate again (Jason Gunthorpe's race-free
 * variant, thought too costly for Linux).
 */
final class ProtectingScheme implements DirtyTracker {
    private TrackingHost host;
    private GfnBitmap bitmap;

    @Override
    public String id() {
        return "protecting";
    }

    @Override
    public String title() {
        return "protects a range from writes before it reads D and unmaps";
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
    public void started(Script script) {
        script.lockDomain()
                .harvest(0, true, Script.UNSEEN)
                .invalidateDomains()
                .enableDirtyTracking()
                .unlockDomain();
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        script.writeProtect(range)
                .invalidate(range)
                .harvest(range, false, this::found)
                .exchange(range, Script.UNSEEN)
                .invalidate(range);
    }

    @Override
    public void query(Script script) {
        script.lockDomain()
                .harvest(0, true, this::found)
                .invalidateDomains()
                .copyOut(bitmap)
                .unlockDomain();
    }

    private void found(int device, long iova, PageSize size, long entry) {
        host.translate(device, iova, bitmap::set);
    }
}
