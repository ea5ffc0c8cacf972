package dirtysim.migration;

import dirtysim.cpu.CpuLog;
import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.measure.Cost;
import dirtysim.measure.HostOperation;
import dirtysim.scenario.RunRecord.Leaves;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;

/**
 * What is done before the first page is sent, under the VMM's lock: logging of CPU writes is enabled, the host's leaves are cut
 * if they are to be, and the scheme is started. And what is undone in the end: leaves that were cut are put together again once
 * the guest runs at the destination; no figure of the migration contains that.
 */
final class TrackingStart implements EventHandler {
    private static final int LOCKED = 0;
    private static final int LOG_ENABLED = 1;
    private static final int LEAVES_CUT = 2;
    private static final int STARTED = 3;
    private static final int COLLAPSED = 4;

    private final EventLoop loop;
    private final TrackedVm vm;
    private final DirtyTracker tracker;
    private final LeafSplit leafSplit;
    private final QueryRunner queries;
    private final CpuLog cpuLog;
    private Runnable then;
    private long stepBeganPs;
    private long splitPs;
    private long collapsePs;
    private long leavesBefore;
    private long leavesAfter;

    /**
     * @param loop the event loop
     * @param vm the VM
     * @param tracker the scheme
     * @param leafSplit cuts leaves
     * @param queries runs the scheme's work
     * @param cpuLog the log of CPU writes
     */
    TrackingStart(
            EventLoop loop,
            TrackedVm vm,
            DirtyTracker tracker,
            LeafSplit leafSplit,
            QueryRunner queries,
            CpuLog cpuLog) {
        this.loop = loop;
        this.vm = vm;
        this.tracker = tracker;
        this.leafSplit = leafSplit;
        this.queries = queries;
        this.cpuLog = cpuLog;
    }

    /** Begins; {@code then} runs when the scheme tracks. */
    void run(Runnable then) {
        this.then = then;
        vm.vmmLock().acquire(this, LOCKED, 0);
    }

    /** Puts leaves together again; {@code then} runs when that is done. */
    void undo(Runnable then) {
        this.then = then;
        stepBeganPs = loop.nowPs();
        if (leafSplit.due()) {
            queries.prepare(leafSplit::collapse, this, COLLAPSED);
        } else {
            handle(COLLAPSED, 0);
        }
    }

    /** What became of the second-level leaves. */
    Leaves leaves() {
        return new Leaves(splitPs, collapsePs, leavesBefore, leavesAfter, vm.largeDirtyLeaves());
    }

    @Override
    public void handle(int kind, long argument) {
        switch (kind) {
            case LOCKED -> {
                if (tracker.precopy()) {
                    long ps = cpuLog.enable();
                    vm.ledger().add(HostOperation.CPU_LOG, Cost.CPU_PROTECT, ps);
                    loop.schedule(ps, this, LOG_ENABLED, 0);
                } else {
                    handle(LOG_ENABLED, 0);
                }
            }
            case LOG_ENABLED -> {
                leavesBefore = leafSplit.leaves();
                stepBeganPs = loop.nowPs();
                if (leafSplit.due()) {
                    queries.prepare(leafSplit::cut, this, LEAVES_CUT);
                } else {
                    handle(LEAVES_CUT, 0);
                }
            }
            case LEAVES_CUT -> {
                splitPs = loop.nowPs() - stepBeganPs;
                leavesAfter = leafSplit.leaves();
                queries.prepare(tracker::started, this, STARTED);
            }
            case STARTED -> {
                vm.vmmLock().release();
                then.run();
            }
            case COLLAPSED -> {
                collapsePs = loop.nowPs() - stepBeganPs;
                then.run();
            }
            default -> throw new IllegalStateException("unknown kind " + kind);
        }
    }
}
