package dirtysim.traps;

import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Query;
import dirtysim.tracking.TrackingHost;

/** D bits under a shadow vIOMMU in few words, sound as it stands; a test overrides one step in order to break one rule. */
class ShadowSketch implements DirtyTracker {
    TrackingHost host;
    GfnBitmap bitmap;

    @Override
    public String id() {
        return "sketch";
    }

    @Override
    public String title() {
        return "a sketch of shadow-dbit";
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
    public void started(Query script) {
        script.lockDomain()
                .work(this::scanAll)
                .work(this::forget)
                .invalidateDomains()
                .enableDirtyTracking()
                .unlockDomain();
    }

    @Override
    public void unmapping(DmaRange range) {
        harvest(range);
    }

    @Override
    public void query(Query script) {
        script.lockDomain()
                .work(this::scanAll)
                .invalidateDomains()
                .unlockDomain()
                .copyOut(bitmap);
    }

    /** Reads the D bits of a range that is mapped still. */
    final void harvest(DmaRange range) {
        PageTable table = host.secondLevel(range.device());
        for (int page = 0; page < range.pages(); page++) {
            long iova = range.iova() + page * 4096L;
            if (table.find(iova) && table.format().dirty(table.foundEntry())) {
                found(range.device(), iova);
            }
        }
    }

    final boolean forget() {
        bitmap.clearAll();
        return false;
    }

    boolean scanAll() {
        for (int device = 0; device < host.devices(); device++) {
            scan(device);
        }
        return false;
    }

    final void scan(int device) {
        PageTable table = host.secondLevel(device);
        table.scanDirty(0, table.inputLimit(), Long.MAX_VALUE, true, (iova, size, entry) -> found(device, iova));
    }

    /** A dirty page of 4 KiB. */
    void found(int device, long iova) {
        host.translate(device, iova, bitmap::set);
    }
}
