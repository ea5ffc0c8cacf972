package dirtysim.tracking.schemes;

import dirtysim.host.CapabilityNeed;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.List;

/**
 * {@code shadow-dbit}: VT-d rev 3 with the guest's mappings shadowed, IOVA to HPA. D bits are keyed by IOVA and die with
 * their mapping, so at every unmap the driver flushes those of the range into a GFN bitmap of its own (IOVA to HVA to GFN,
 * while the mapping is still known) as it exchanges the entries by zero, and at a query those of what is mapped still; then it copies the bitmap out.
 */
public final class ShadowDirtyBit implements DirtyTracker {
    private final Script.LeafVisitor found = this::found;
    private final Script.LeafVisitor exchanged = this::exchanged;
    private final Script.Chunk forget = this::forget;
    private TrackingHost host;
    private GfnBitmap bitmap;
    private long readPs;
    private long clearPs;

    @Override
    public String id() {
        return "shadow-dbit";
    }

    @Override
    public String title() {
        return "scans the D bits of the second level, IOVA to HPA, and flushes those of a range before it is unmapped";
    }

    @Override
    public int rank() {
        return 20;
    }

    @Override
    public Platform platform() {
        return Platform.SHADOW;
    }

    @Override
    public List<CapabilityNeed> needs() {
        return List.of(CapabilityNeed.DIRTY_TRACKING);
    }

    @Override
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
        readPs = CostModel.ps(host.costs().scanPerPteNs());
        clearPs = CostModel.ps(host.costs().dirtyPteNs());
    }

    @Override
    public void started(Script script) {
        script.lockDomain();
        for (int device = 0; device < host.devices(); device++) {
            script.harvest(device, true, Script.UNSEEN);
        }
        script.work(forget).invalidateDomains().enableDirtyTracking().unlockDomain();
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        script.exchange(range, exchanged).invalidate(range);
    }

    @Override
    public void query(Script script) {
        script.lockDomain();
        for (int device = 0; device < host.devices(); device++) {
            script.harvest(device, true, found);
        }
        script.invalidateDomains().copyOut(bitmap).unlockDomain();
    }

    private boolean forget() {
        bitmap.clearAll();
        return false;
    }

    private void exchanged(int device, long iova, PageSize size, long entry) {
        host.charge(Cost.SCAN, readPs);
        if (EntryFormat.SECOND_STAGE.dirty(entry)) {
            host.charge(Cost.CLEAR, clearPs);
            found(device, iova, size, entry);
        }
    }

    private void found(int device, long iova, PageSize size, long entry) {
        for (int page = 0; page < size.pages(); page++) {
            host.translate(device, iova + page * PageSize.SIZE_4K.bytes(), bitmap::set);
        }
    }
}
