package dirtysim.migration;

import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.List;

/** What the migration thread does while the guest runs: when it sends, when it syncs, and when it stops the guest. */
interface ThreadRules {
    /** Tracking has started; all of RAM is to be sent. */
    void begin();

    /** Each time that the guest was throttled. */
    default List<ThrottleStep> throttleSteps() {
        return List.of();
    }
}
