package dirtysim.workloads.fit;

import dirtysim.workloads.fit.FittedQueue.Bursts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Fits the bursts of one kind: where each began, where it ended, how long after the one before. */
final class BurstFit {
    private static final int BINS = 48;

    private final Observed from = new Observed();
    private final Observed to = new Observed();
    private final Observed waits = new Observed();
    private final Observed gaps = new Observed();

    /**
     * A burst begins.
     *
     * @param waitUs since the one before
     */
    void begin(int level, double waitUs) {
        from.add(level);
        waits.add(waitUs);
    }

    void end(int level) {
        to.add(level);
    }

    /** The first burst of all has waited for longer. */
    void firstWaited(double us) {
        waits.set(0, us);
    }

    void gap(double us) {
        gaps.add(us);
    }

    Bursts fit() {
        double[] levels = from.values();
        double[] upTo = edges(levels);
        List<Observed> level = lists(upTo.length);
        List<Observed> wait = lists(upTo.length);
        Bursts bins = new Bursts(upTo, List.of(), List.of(), null);
        double[] ends = to.values();
        double[] before = waits.values();
        for (int burst = 0; burst < levels.length; burst++) {
            int bin = bins.bin(levels[burst]);
            // The last burst of all may have no end.
            if (burst < ends.length) {
                level.get(bin).add(ends[burst]);
            }
            wait.get(bin).add(before[burst]);
        }
        return new Bursts(
                upTo,
                level.stream().map(one -> slices(one, to)).toList(),
                wait.stream().map(one -> slices(one, waits)).toList(),
                gaps.slices());
    }

    private static Slices slices(Observed own, Observed all) {
        return own.size() > 0 ? own.slices() : all.slices();
    }

    private static List<Observed> lists(int count) {
        List<Observed> lists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lists.add(new Observed());
        }
        return lists;
    }

    /** The levels themselves if they are few, or about as many bursts to each bin. */
    private static double[] edges(double[] levels) {
        double[] sorted = levels.clone();
        Arrays.sort(sorted);
        double[] distinct = Arrays.stream(sorted).distinct().toArray();
        if (distinct.length <= BINS) {
            return distinct;
        }
        double[] edges = new double[BINS];
        for (int bin = 0; bin < BINS; bin++) {
            edges[bin] = sorted[(int) ((long) sorted.length * (bin + 1) / BINS) - 1];
        }
        return Arrays.stream(edges).distinct().toArray();
    }
}
