package dirtysim.validation;

import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;

/** No tracking: the guest is to be disturbed by nothing but its own vIOMMU. */
record Untracked(Platform platform) implements DirtyTracker {
    @Override
    public String id() {
        return "untracked";
    }

    @Override
    public String title() {
        return "no tracking";
    }

    @Override
    public void attach(TrackingHost host) {}

    @Override
    public void query(Script script) {}
}
