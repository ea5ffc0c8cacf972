package example.scheme;

import dirtysim.host.CapabilityNeed;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.List;

/**
 * {@code sticky-dbit}: reads the second level's D bits as {@code nested-dbit} does, and never clears them. So no query has to
 * invalidate, and no device ever walks again for having been tracked. The price: what was written once is dirty in every
 * round, and a guest whose devices keep writing elsewhere converges late or never.
 */
public final class StickyDirtyBit implements DirtyTracker {
    private GfnBitmap bitmap;

    @Override
    public String id() {
        return "sticky-dbit";
    }

    @Override
    public String title() {
        return "scans the second level's D bits and never clears them";
    }

    @Override
    public Platform platform() {
        return Platform.NESTED;
    }

    /** Hardware without D bits is refused before a run starts. */
    @Override
    public List<CapabilityNeed> needs() {
        return List.of(CapabilityNeed.DIRTY_TRACKING);
    }

    @Override
    public void attach(TrackingHost host) {
        bitmap = host.newBitmap();
    }

    /** What was written before the migration is no news: D is cleared once, and then the hardware is told to keep it. */
    @Override
    public void started(Script script) {
        script.lockDomain()
                .harvest(0, true, Script.UNSEEN)
                .invalidateDomains()
                .enableDirtyTracking()
                .unlockDomain();
    }

    /** All devices share the second level under nesting, hence device 0. Handing the bitmap over empties it. */
    @Override
    public void query(Script script) {
        script.lockDomain().harvest(0, false, this::found).unlockDomain().copyOut(bitmap);
    }

    private void found(int device, long gpa, PageSize size, long entry) {
        bitmap.setRange(gpa >>> 12, size.pages());
    }
}
