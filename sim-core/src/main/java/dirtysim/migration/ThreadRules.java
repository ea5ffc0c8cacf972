package dirtysim.migration;

/** What the migration thread does while the guest runs: when it sends, when it syncs, and when it stops the guest. */
interface ThreadRules {
    /** Tracking has started; all of RAM is to be sent. */
    void begin();
}
