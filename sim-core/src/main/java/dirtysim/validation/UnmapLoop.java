package dirtysim.validation;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.SimTime;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.iommu.InvalidationQueue;
import dirtysim.iommu.Iotlb;
import dirtysim.iommu.PasidTable;
import dirtysim.memory.PageSize;

/**
 * CPUs that do nothing but unmap one page of 4 KiB after another, strictly: each clears its entry, submits one
 * invalidation to the one queue that all share, and goes on when its wait has completed. Descriptors are written one CPU at a
 * time; waits overlap.
 */
public final class UnmapLoop implements EventHandler {
    private static final int SOFTWARE_DONE = 0;
    private static final int INVALIDATED = 1;
    private static final int DOMAIN = 1;

    /** From a start at one instant, the order of the CPUs in the queue is settled after their first unmaps. */
    private static final int WARM_UP_PER_CPU = 4;

    private final EventLoop loop = new EventLoop();
    private final InvalidationQueue queue;
    private final long softwarePs;
    private final long[] begunPs;
    private long unmaps;
    private long lastUnmap;
    private long measuredPs;

    /**
     * @param costs {@code unmap-ns}, {@code invalidate-ns} with its share of wait, and {@code queue-lock-waiter-ns} are charged
     * @param cpus how many CPUs, 1 or more
     * @param otherNs what else a CPU does for each unmap outside the queue, in nanoseconds, 0 or more
     */
    public UnmapLoop(CostModel costs, int cpus, double otherNs) {
        Iotlb iotlb = new Iotlb((int) costs.iotlbEntries(), (int) costs.iotlbWays());
        queue = new InvalidationQueue(loop, costs, Capabilities.defaults(), iotlb, new PasidTable(), () -> 0);
        softwarePs = costs.unmapPs(1) + CostModel.ps(otherNs);
        begunPs = new long[cpus];
    }

    /**
     * Unmaps, and measures once the queue has filled. Call it once.
     *
     * @param samples unmaps that are measured, over all CPUs, 1 or more
     * @return mean time of an unmap in nanoseconds, from its begin to the end of its wait
     */
    public double meanNs(long samples) {
        lastUnmap = (long) WARM_UP_PER_CPU * begunPs.length + samples;
        for (int cpu = 0; cpu < begunPs.length; cpu++) {
            begin(cpu);
        }
        loop.run();
        return (double) measuredPs / samples / SimTime.PS_PER_NS;
    }

    private void begin(int cpu) {
        begunPs[cpu] = loop.nowPs();
        loop.schedule(softwarePs, this, SOFTWARE_DONE, cpu);
    }

    @Override
    public void handle(int kind, long argument) {
        int cpu = (int) argument;
        if (kind == SOFTWARE_DONE) {
            long page = PageSize.SIZE_4K.bytes();
            queue.invalidate(DOMAIN, cpu * page, page, this, INVALIDATED, cpu);
            return;
        }
        if (unmaps++ >= (long) WARM_UP_PER_CPU * begunPs.length) {
            measuredPs += loop.nowPs() - begunPs[cpu];
        }
        if (unmaps < lastUnmap) {
            begin(cpu);
        } else {
            loop.stop();
        }
    }
}
