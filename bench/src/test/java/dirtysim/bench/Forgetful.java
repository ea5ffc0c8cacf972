package dirtysim.bench;

import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Schemes;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/** shadow-dbit, but from some unmap on it forgets to look at the D bits before they go. */
final class Forgetful implements DirtyTracker {
    private static final int REMEMBERED = 1000;

    private final DirtyTracker real = Schemes.create("shadow-dbit");
    private int unmaps;

    @Override
    public String id() {
        return real.id();
    }

    @Override
    public String title() {
        return real.title();
    }

    @Override
    public Platform platform() {
        return real.platform();
    }

    @Override
    public void attach(TrackingHost host) {
        real.attach(host);
    }

    @Override
    public void started(Script script) {
        real.started(script);
    }

    @Override
    public void mapped(DmaRange range) {
        real.mapped(range);
    }

    @Override
    public void unmapping(DmaRange range, Script script) {
        if (++unmaps > REMEMBERED) {
            DirtyTracker.super.unmapping(range, script);
        } else {
            real.unmapping(range, script);
        }
    }

    @Override
    public void query(Script script) {
        real.query(script);
    }
}
