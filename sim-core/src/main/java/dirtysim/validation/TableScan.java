package dirtysim.validation;

import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.Platform;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackedVm;

/**
 * A scan for dirty bits over the second level of a whole VM, all of it mapped by 4-KiB entries and none of them dirty: the
 * harvest that the schemes' queries begin with, without the invalidation and the copy that follow.
 */
public final class TableScan {
    private final long elapsedPs;
    private final long cpuPs;

    /**
     * Runs it.
     *
     * @param costs every parameter, the number of threads among them
     * @param ramBytes the guest's memory
     */
    public TableScan(CostModel costs, long ramBytes) {
        EventLoop loop = new EventLoop();
        TrackedVm vm =
                new TrackedVm(loop, costs, MemorySlots.q35(ramBytes), Platform.NESTED, 1, (device, iova, hpa) -> {});
        QueryRunner runner = new QueryRunner(loop, vm);
        runner.query(script -> script.harvest(0, true, Script.UNSEEN), vm.newBitmap(), (kind, argument) -> {}, 0);
        loop.run();
        elapsedPs = runner.lastFlushPs();
        cpuPs = vm.ledger().busyPs();
    }

    /** Time from begin to end. */
    public long elapsedPs() {
        return elapsedPs;
    }

    /** Time of all threads together. */
    public long cpuPs() {
        return cpuPs;
    }
}
