package dirtysim.measure;

/** Sums of host CPU time by what it was spent on. */
public final class CostLedger {
    private final long[] totalPs = new long[Cost.values().length];

    /** Adds time. */
    public void add(Cost on, long ps) {
        totalPs[on.ordinal()] += ps;
    }

    /** Time spent on one thing. */
    public long totalPs(Cost on) {
        return totalPs[on.ordinal()];
    }

    /** Time spent on everything, waiting for locks left out: a waiting thread leaves its CPU to others. */
    public long busyPs() {
        long sum = 0;
        for (Cost on : Cost.values()) {
            if (!on.waiting()) {
                sum += totalPs[on.ordinal()];
            }
        }
        return sum;
    }
}
