package dirtysim.tracking.schemes;

import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/**
 * {@code emulated}: the VMM is the device. It translates each DMA in software and marks the GFN that it then writes (Q14),
 * so what becomes of the IOVA afterwards does not matter, and nothing is left to do at an unmap or at a query. The price is
 * every DMA's: {@link Platform#EMULATED}.
 */
public final class EmulatedDevice implements DirtyTracker {
    private final Script.Chunk forget = this::forget;
    private TrackingHost host;
    private GfnBitmap bitmap;

    @Override
    public String id() {
        return "emulated";
    }

    @Override
    public String title() {
        return "emulates the device in the VMM, which translates and marks at each DMA";
    }

    @Override
    public int rank() {
        return 55;
    }

    @Override
    public Platform platform() {
        return Platform.EMULATED;
    }

    @Override
    public void attach(TrackingHost trackingHost) {
        host = trackingHost;
        bitmap = host.newBitmap();
    }

    @Override
    public void started(Script script) {
        script.work(forget);
    }

    private boolean forget() {
        bitmap.clearAll();
        return false;
    }

    @Override
    public void deviceWrote(int device, long iova) {
        host.translate(device, iova, bitmap::set);
    }

    @Override
    public void query(Script script) {
        script.handOver(bitmap);
    }
}
