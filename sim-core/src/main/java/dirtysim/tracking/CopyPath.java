package dirtysim.tracking;

import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.MemorySlots;

/**
 * {@code copy}: the whole bitmap is taken at one instant and copied by one {@code copy_to_user}. The system call is taken to
 * be the query's.
 */
final class CopyPath extends HandOverPath {
    private final CostModel costs;
    private final long end;

    CopyPath(CostModel costs, MemorySlots slots) {
        super(slots, Long.MAX_VALUE);
        this.costs = costs;
        end = slots.gfnLimit();
    }

    @Override
    long chunkEnd(long gfn) {
        return end;
    }

    @Override
    void before(TrackingHost host, long frames, boolean newCall) {}

    @Override
    long after(TrackingHost host, long frames, boolean cold) {
        long bytes = bytes(frames);
        host.charge(Cost.COPY, cold ? costs.coldCopyPs(bytes) : costs.copyPs(bytes));
        return bytes;
    }
}
