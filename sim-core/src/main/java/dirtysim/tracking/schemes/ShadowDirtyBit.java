package dirtysim.tracking.schemes;

import dirtysim.host.CapabilityNeed;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Query;
import dirtysim.tracking.TrackingHost;
import java.util.List;

/**
 * {@code shadow-dbit}: VT-d rev 3 with the guest's mappings shadowed, IOVA to HPA. D bits are keyed by IOVA and die with
 * their mapping, so at every unmap the driver flushes those of the range into a GFN bitmap of its own (IOVA to HVA to GFN,
 * while the mapping is still known), and at a query those of what is mapped still; then it copies the bitmap out.
 */
public final class ShadowDirtyBit implements DirtyTracker {
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
    public void started(Query script) {
        script.lockDomain();
        for (int device = 0; device < host.devices(); device++) {
            script.work(new DirtyScan(host, host.secondLevel(device), (iova, size, entry) -> {})::chunk);
        }
        script.work(this::forget).invalidateDomains().enableDirtyTracking().unlockDomain();
    }

    private boolean forget() {
        bitmap.clearAll();
        return false;
    }

    @Override
    public void unmapping(DmaRange range) {
        PageTable table = host.secondLevel(range.device());
        for (int page = 0; page < range.pages(); page++) {
            long iova = range.iova() + page * PageSize.SIZE_4K.bytes();
            host.charge(Cost.SCAN, readPs);
            if (table.find(iova) && table.format().dirty(table.foundEntry())) {
                host.charge(Cost.CLEAR, clearPs);
                host.translate(range.device(), iova, bitmap::set);
            }
        }
    }

    @Override
    public void query(Query script) {
        script.lockDomain();
        for (int device = 0; device < host.devices(); device++) {
            script.work(scanOf(device)::chunk);
        }
        script.invalidateDomains().unlockDomain().copyOut(bitmap);
    }

    private DirtyScan scanOf(int device) {
        return new DirtyScan(host, host.secondLevel(device), (iova, size, entry) -> {
            for (int page = 0; page < size.pages(); page++) {
                host.translate(device, iova + page * PageSize.SIZE_4K.bytes(), bitmap::set);
            }
        });
    }
}
