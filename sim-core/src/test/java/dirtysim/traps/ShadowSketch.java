package dirtysim.traps;

import dirtysim.memory.EntryFormat;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
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
    public void started(Script script) {
        script.lockDomain();
        scanAll(script);
        script.work(this::forget).invalidateDomains().enableDirtyTracking().unlockDomain();
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        script.exchange(range, this::exchanged).invalidate(range);
    }

    @Override
    public void query(Script script) {
        script.lockDomain();
        scanAll(script);
        script.invalidateDomains().unlockDomain().copyOut(bitmap);
    }

    private void exchanged(int device, long iova, PageSize size, long entry) {
        if (EntryFormat.SECOND_STAGE.dirty(entry)) {
            found(device, iova);
        }
    }

    final boolean forget() {
        bitmap.clearAll();
        return false;
    }

    void scanAll(Script script) {
        for (int device = 0; device < host.devices(); device++) {
            scan(device, script);
        }
    }

    final void scan(int ofDevice, Script script) {
        script.harvest(ofDevice, true, (device, iova, size, entry) -> found(device, iova));
    }

    /** A dirty page of 4 KiB. */
    void found(int device, long iova) {
        host.translate(device, iova, bitmap::set);
    }
}
