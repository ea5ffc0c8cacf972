package dirtysim.validation;

import dirtysim.engine.EventLoop;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.LeafSplit;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.TrackedVm;

/** A VM whose memory is mapped by leaves of 1 GiB, which its host cuts into leaves of 4 KiB and puts together again. */
public final class LeafSplitPass {
    private final EventLoop loop = new EventLoop();
    private final long before;
    private final long cut;
    private final long after;
    private final long splitPs;

    /**
     * Runs it.
     *
     * @param costs every parameter
     * @param ramBytes the VM's memory
     * @param tracker the scheme for which leaves are cut: one under nested translation that reads D bits
     */
    public LeafSplitPass(CostModel costs, long ramBytes, DirtyTracker tracker) {
        TrackedVm vm = new TrackedVm(
                loop,
                costs,
                Capabilities.defaults(),
                new LeafPolicy(PageSize.SIZE_1G, true),
                MemorySlots.q35(ramBytes),
                tracker.platform(),
                1,
                (device, iova, hpa) -> {});
        LeafSplit split = new LeafSplit(vm, tracker);
        QueryRunner queries = new QueryRunner(loop, vm);
        before = split.leaves();
        queries.prepare(split::cut, (kind, argument) -> {}, 0);
        loop.run();
        splitPs = loop.nowPs();
        cut = split.leaves();
        queries.prepare(split::collapse, (kind, argument) -> {}, 0);
        loop.run();
        after = split.leaves();
    }

    /** Leaves at first. */
    public long before() {
        return before;
    }

    /** Leaves when they were cut. */
    public long cut() {
        return cut;
    }

    /** Leaves when they were put together again. */
    public long after() {
        return after;
    }

    /** Time that cutting took, the invalidation included. */
    public long splitPs() {
        return splitPs;
    }
}
