package dirtysim.tracking.schemes;

import dirtysim.host.CapabilityNeed;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.List;

/**
 * {@code nested-dbit}: VT-d rev 3 with nested translation. The second level maps GPA to HPA, so its D bits are keyed by GFN
 * and outlive whatever the guest does to its own level. A query test-and-clears them all and then invalidates every domain
 * nested on the table, since a cached D would hide the next write.
 */
public final class NestedDirtyBit implements DirtyTracker {
    private final Script.LeafVisitor found = this::found;
    private GfnBitmap bitmap;

    private void found(int device, long gpa, PageSize size, long entry) {
        bitmap.setRange(gpa >>> 12, size.pages());
    }

    @Override
    public String id() {
        return "nested-dbit";
    }

    @Override
    public String title() {
        return "scans the D bits of the second level, GPA to HPA, under a first level that the guest owns";
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public Platform platform() {
        return Platform.NESTED;
    }

    @Override
    public List<CapabilityNeed> needs() {
        return List.of(CapabilityNeed.DIRTY_TRACKING);
    }

    @Override
    public void attach(TrackingHost host) {
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
    public void query(Script script) {
        script.lockDomain()
                .harvest(0, true, found)
                .invalidateDomains()
                .unlockDomain()
                .copyOut(bitmap);
    }
}
