package dirtysim.migration;

import dirtysim.engine.EventHandler;

/** What the migration may do to the guest. */
public interface GuestControl {
    /** Stops the vCPUs and tells the devices to stop. */
    void stop();

    /** Calls the handler once the devices' writes have landed and no trapped operation is under way; after {@link #stop}. */
    void whenQuiescent(EventHandler handler, int kind);
}
