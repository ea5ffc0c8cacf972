package dirtysim.tracking.schemes;

import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/** {@code stop-copy}: no tracking at all. The guest is stopped and everything is sent: the floor that others stand on. */
public final class StopCopy implements DirtyTracker {
    @Override
    public String id() {
        return "stop-copy";
    }

    @Override
    public String title() {
        return "tracks nothing: stops the guest and sends all of its memory";
    }

    @Override
    public int rank() {
        return 60;
    }

    @Override
    public Platform platform() {
        return Platform.NESTED;
    }

    @Override
    public boolean precopy() {
        return false;
    }

    @Override
    public void attach(TrackingHost host) {}

    @Override
    public void query(Script script) {}
}
