package dirtysim.workloads.fit;

import java.util.List;

/**
 * What is known of one queue.
 *
 * @param device number of its device
 * @param firstLive mappings that it holds when the load begins
 * @param maps bursts of maps
 * @param unmaps bursts of unmaps
 * @param victim place of an unmapped mapping in the order of age, 0 the oldest
 * @param victimStays share of the unmaps of a burst, but for its first, whose place is that of the one before
 * @param mapCpus CPUs of bursts of maps
 * @param unmapCpus CPUs of bursts of unmaps; null if a mapping is unmapped on the CPU that mapped it
 * @param aliasAge which live mapping shares its page with a new one, 0 the newest
 * @param guestPages pages of guest memory that are used
 * @param runPages pages in a row from which buffers are cut, one by the other; 0 if none are
 * @param calls what maps are like
 */
public record FittedQueue(
        int device,
        int firstLive,
        Bursts maps,
        Bursts unmaps,
        Slices victim,
        double victimStays,
        CpuRuns mapCpus,
        CpuRuns unmapCpus,
        Slices aliasAge,
        int guestPages,
        int runPages,
        List<CallShape> calls) {
    private static final int MOST_LIVE = 1 << 22;
    private static final int MOST_PAGES = 1 << 28;
    private static final int MOST_RUN = 512;

    /**
     * Bursts of one kind. A bin holds levels from above the one before it up to its own edge.
     *
     * @param upTo edges of the bins, ascending; what is above the last belongs to it
     * @param level for each bin: live mappings when the burst is over
     * @param waitUs for each bin: time from the burst before
     * @param gapUs time from one operation of a burst to the next
     */
    public record Bursts(double[] upTo, List<Slices> level, List<Slices> waitUs, Slices gapUs) {
        int bin(double live) {
            int bin = 0;
            while (bin < upTo.length - 1 && live > upTo[bin]) {
                bin++;
            }
            return bin;
        }

        private boolean valid() {
            return upTo != null
                    && upTo.length > 0
                    && all(level, upTo.length)
                    && all(waitUs, upTo.length)
                    && gapUs != null
                    && gapUs.valid();
        }

        private static boolean all(List<Slices> slices, int count) {
            return slices != null
                    && slices.size() == count
                    && slices.stream().allMatch(one -> one != null && one.valid());
        }
    }

    boolean valid(int devices, int cpus) {
        return device >= 0
                && device < devices
                && firstLive >= 0
                && firstLive < MOST_LIVE
                && maps != null
                && maps.valid()
                && unmaps != null
                && unmaps.valid()
                && victim != null
                && victim.valid()
                && victimStays >= 0
                && victimStays <= 1
                && aliasAge != null
                && aliasAge.valid()
                && mapCpus != null
                && mapCpus.valid(cpus)
                && (unmapCpus == null || unmapCpus.valid(cpus))
                && guestPages >= 1
                && guestPages < MOST_PAGES
                && runPages >= 0
                && runPages <= MOST_RUN
                && calls != null
                && !calls.isEmpty()
                && calls.stream().allMatch(call -> call != null && call.valid(calls.size()));
    }
}
