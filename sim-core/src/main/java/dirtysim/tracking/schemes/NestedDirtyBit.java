package dirtysim.tracking.schemes;

import dirtysim.host.CapabilityNeed;
import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Query;
import dirtysim.tracking.TrackingHost;
import java.util.List;

/**
 * {@code nested-dbit}: VT-d rev 3 with nested translation. The second level maps GPA to HPA, so its D bits are keyed by GFN
 * and outlive whatever the guest does to its own level. A query test-and-clears them all and then invalidates every domain
 * nested on the table, since a cached D would hide the next write.
 */
public final class NestedDirtyBit implements DirtyTracker {
    private TrackingHost host;
    private GfnBitmap bitmap;

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
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
    }

    @Override
    public void started(Query script) {
        DirtyScan scan = new DirtyScan(host, host.secondLevel(0), (gpa, size, entry) -> {});
        script.lockDomain()
                .work(scan::chunk)
                .invalidateDomains()
                .enableDirtyTracking()
                .unlockDomain();
    }

    @Override
    public void query(Query script) {
        DirtyScan scan = new DirtyScan(
                host, host.secondLevel(0), (gpa, size, entry) -> bitmap.setRange(gpa >>> 12, size.pages()));
        script.lockDomain().work(scan::chunk).invalidateDomains().unlockDomain().copyOut(bitmap);
    }
}
