package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.cpu.CpuWriter;
import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.PreCopyRules;
import dirtysim.scenario.RunRecord.ThrottleStep;
import java.util.List;

/** What QEMU does about a guest that dirties too fast; nothing by itself. */
interface Throttle {
    /** The first sync of all, which finds nothing new, is over. */
    default void begin() {}

    /**
     * A sync has found pages.
     *
     * @param found pages that were not to be sent already
     * @param sentBytes sent since the start
     */
    default void synced(long found, long sentBytes) {}

    /** Each time that it did something. */
    default List<ThrottleStep> steps() {
        return List.of();
    }

    /** What the rules ask for. */
    static Throttle of(EventLoop loop, PreCopyRules rules, CostModel costs, CpuWriter cpuWriter, CpuLog cpuLog) {
        if (rules.autoConverge()) {
            return new AutoConverge(loop, costs.send(), cpuWriter);
        }
        return rules.dirtyLimitBytesPerSecond() > 0
                ? new DirtyLimit(
                        loop,
                        costs.send(),
                        costs.dirtyLimit(),
                        cpuWriter,
                        cpuLog.rings(),
                        rules.dirtyLimitBytesPerSecond())
                : new Throttle() {};
    }
}
