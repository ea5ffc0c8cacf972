package dirtysim.scenario;

import dirtysim.host.PlainText;
import java.util.List;

/**
 * Everything that one run measured: the only thing that reports read. Times are simulated picoseconds; no figure
 * depends on the machine, the JDK or the number of workers.
 *
 * @param scenario what was run
 * @param migration what the migration did
 * @param rounds one record a round, in order
 * @param tracking what the scheme found, missed and invented
 * @param guest what the guest and its devices did
 * @param costs where the scheme's time went
 * @param hardware IOMMU counters
 * @param leaves what became of the second-level leaves
 * @param hostCpuPs host CPU time charged to exits, VMM, driver, scan and copy
 * @param events events dispatched by the event loop
 * @param stateHash hash over the final state of memory, bitmaps and counters; equal for equal runs
 * @param notes what was changed about the input so that it could be run, one sentence each
 */
public record RunRecord(
        Scenario scenario,
        Migration migration,
        List<RoundRecord> rounds,
        Tracking tracking,
        Guest guest,
        Costs costs,
        Hardware hardware,
        Leaves leaves,
        long hostCpuPs,
        long events,
        long stateHash,
        List<String> notes) {

    /** Defensive copies of the lists. */
    public RunRecord {
        rounds = List.copyOf(rounds);
        // Some come with a trace that another wrote.
        notes = notes.stream().map(PlainText::of).toList();
    }

    /**
     * @param converged whether the downtime limit was met without being forced
     * @param totalPs from the start of the migration to the guest's resumption
     * @param downtimePs from stopping the vCPUs to the guest's resumption
     * @param downtime what the downtime is the sum of
     * @param sentBytes bytes put on the link
     * @param throttleSteps each time that auto-converge throttled the guest
     */
    public record Migration(
            boolean converged,
            long totalPs,
            long downtimePs,
            Downtime downtime,
            long sentBytes,
            List<ThrottleStep> throttleSteps) {
        /** Defensive copy of the steps. */
        public Migration {
            throttleSteps = List.copyOf(throttleSteps);
        }
    }

    /**
     * The guest was throttled, or more than before.
     *
     * @param atPs when, since the migration began
     * @param percent share of their time that the vCPUs sleep from then on
     */
    public record ThrottleStep(long atPs, int percent) {}

    /**
     * The downtime as the sum it is, in the order of time.
     *
     * @param stopPs until the vCPUs are stopped
     * @param quiescePs waiting for the devices' writes in flight
     * @param syncPs final sync: walk, flush, copy, conversion
     * @param sendPs sending the remaining pages, until the last has arrived
     * @param allocationPs waiting for the destination to have made what the state of passthrough devices needs
     * @param statePs moving that state, as far as it was not sent ahead
     * @param switchoverPs fixed cost: state of vCPUs and emulated devices, resumption
     */
    public record Downtime(
            long stopPs,
            long quiescePs,
            long syncPs,
            long sendPs,
            long allocationPs,
            long statePs,
            long switchoverPs) {}

    /**
     * What the scheme saw, against the ground truth. Pages are GFNs of 4 KiB.
     *
     * @param lostPages GFNs stale on the destination when the guest resumed
     * @param lostSample the first of them, ascending, at most 16
     * @param lostReasons of each of those, one sentence: through which IOVA it was written last, and what became of that. Times
     *     are since the migration began
     * @param falseDirtyPages pages sent again, for no reason but the scheme's report, although the destination was current
     * @param dirtyPages pages that the scheme reported, summed over its queries
     * @param trueDirtyPages of these, pages that a device had written since the query before began
     * @param missedDirtyPages pages that a device wrote and that were never reported afterwards
     */
    public record Tracking(
            long lostPages,
            List<Long> lostSample,
            List<String> lostReasons,
            long falseDirtyPages,
            long dirtyPages,
            long trueDirtyPages,
            long missedDirtyPages) {
        /** Defensive copies of the sample. */
        public Tracking {
            lostSample = List.copyOf(lostSample);
            lostReasons = List.copyOf(lostReasons);
        }

        /** Share of the reported pages that had been written; NaN where nothing was reported. */
        public double precision() {
            return (double) trueDirtyPages / dirtyPages;
        }

        /** Share of the written pages that were reported; NaN where nothing was written, or nothing asked. */
        public double recall() {
            return dirtyPages == 0 ? Double.NaN : (double) trueDirtyPages / (trueDirtyPages + missedDirtyPages);
        }
    }

    /**
     * @param mapOps dma_map calls replayed
     * @param unmapOps dma_unmap calls replayed
     * @param dmaWritePages pages written by devices, one count a write
     * @param dmaReadPages pages read by devices
     * @param dmaFaults accesses that found no mapping
     * @param slowdown elapsed time over recorded (scaled) time while the migration ran (without pre-copy: before it), over
     *     the guest's CPUs; 1 is undisturbed
     * @param cpuSlowdown time of the vCPUs over the part of it in which the log of CPU writes let them write, while the
     *     migration ran; 1 is undisturbed
     */
    public record Guest(
            long mapOps,
            long unmapOps,
            long dmaWritePages,
            long dmaReadPages,
            long dmaFaults,
            double slowdown,
            double cpuSlowdown) {}

    /**
     * @param flushUnmap per unmap: moving the dirty state of the range out before it is torn down
     * @param flushQuery per query: moving the dirty state into the bitmap, invalidation included
     * @param copy per query: handing the bitmap to user space
     * @param mapTrap per map that trapped: from its exit to its return
     * @param unmapTrap per unmap or flush of the guest that trapped: from its exit to its return, without {@code flushUnmap}
     * @param copyBytes bytes of bitmap of which user space was given a copy
     * @param breakdown time by what it was spent on, in a fixed order, all that there is to spend it on
     */
    public record Costs(
            LatencySummary flushUnmap,
            LatencySummary flushQuery,
            LatencySummary copy,
            LatencySummary mapTrap,
            LatencySummary unmapTrap,
            long copyBytes,
            List<Spent> breakdown) {
        /** Defensive copy of the breakdown. */
        public Costs {
            breakdown = List.copyOf(breakdown);
        }
    }

    /**
     * @param on what the time was spent on, a short English word such as {@code scan}
     * @param part the kind of thing that is, coarser, such as {@code walk}
     * @param totalPs how long, summed over the threads of the host
     * @param waiting whether the thread waited and left its CPU to others; not part of {@link #hostCpuPs}
     * @param elapsed how much it added to each operation's elapsed time
     */
    public record Spent(String on, String part, long totalPs, boolean waiting, Elapsed elapsed) {}

    /**
     * Elapsed time by operation. Summed over a breakdown, {@code mapPs}, {@code unmapPs}, {@code flushPs}, {@code queryPs} and
     * {@code copyPs} are the totals of {@link Costs#mapTrap}, {@link Costs#unmapTrap}, {@link Costs#flushUnmap}, {@link
     * Costs#flushQuery} and {@link Costs#copy}, to the picosecond.
     *
     * @param mapPs maps that trapped
     * @param unmapPs unmaps and flushes of the guest that trapped, without {@code flushPs}
     * @param flushPs what tracking added to unmaps
     * @param queryPs queries, without {@code copyPs}
     * @param copyPs handing bitmaps over
     * @param startPs beginning to track
     * @param cpuLogPs the log of CPU writes
     * @param otherPs all else
     */
    public record Elapsed(
            long mapPs,
            long unmapPs,
            long flushPs,
            long queryPs,
            long copyPs,
            long startPs,
            long cpuLogPs,
            long otherPs) {}

    /**
     * @param iotlbHits accesses served from the IOTLB
     * @param iotlbMisses accesses that needed a walk, writes through a clean entry included
     * @param invalidations invalidation descriptors, wait descriptors not counted
     */
    public record Hardware(long iotlbHits, long iotlbMisses, long invalidations) {}

    /**
     * @param splitPs time that cutting leaves took when tracking began, the invalidation included; 0 if none were to be cut
     * @param collapsePs time that putting them together again took, after the guest's resumption
     * @param before second-level leaves of all sizes when tracking began
     * @param after how many there were when they had been cut; the same as before if none were
     * @param largeDirty leaves above 4 KiB that the scheme found dirty, summed over queries and unmaps: each makes all its
     *     pages dirty; 0 for a scheme that reads no D bits
     */
    public record Leaves(long splitPs, long collapsePs, long before, long after, long largeDirty) {}
}
