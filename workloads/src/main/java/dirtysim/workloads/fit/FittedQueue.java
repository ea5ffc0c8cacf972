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
 * @param mapCpus CPU of a burst of maps: for each CPU of the burst before, the weight of each
 * @param unmapCpus likewise for unmaps; null if a mapping is unmapped on the CPU that mapped it
 * @param aliasAge which live mapping shares its page with a new one, 0 the newest
 * @param places of guest memory that are used in turn
 * @param steps whether a mapping often begins where the one before it ended, or in its page
 * @param calls what maps are like
 */
public record FittedQueue(
        int device,
        int firstLive,
        Bursts maps,
        Bursts unmaps,
        Slices victim,
        List<double[]> mapCpus,
        List<double[]> unmapCpus,
        Slices aliasAge,
        int places,
        boolean steps,
        List<CallShape> calls) {
    private static final int MOST_LIVE = 1 << 22;

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
                && aliasAge != null
                && aliasAge.valid()
                && chain(mapCpus, cpus)
                && (unmapCpus == null || chain(unmapCpus, cpus))
                && places >= 1
                && places < MOST_LIVE
                && calls != null
                && !calls.isEmpty()
                && calls.stream().allMatch(call -> call != null && call.valid(calls.size()));
    }

    private static boolean chain(List<double[]> weights, int cpus) {
        return weights != null
                && weights.size() == cpus
                && weights.stream().allMatch(row -> row != null && row.length == cpus && sum(row) > 0);
    }

    static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            if (!(weight >= 0 && weight < 1e15)) {
                return -1;
            }
            sum += weight;
        }
        return sum;
    }
}
