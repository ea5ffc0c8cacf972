package dirtysim.measure;

/**
 * Sums of time by operation and by what it was spent on: elapsed time, as the operation took it, and host CPU time. The two
 * differ only where several threads share work.
 */
public final class CostLedger {
    private static final int COSTS = Cost.values().length;

    private final long[] elapsedPs = new long[HostOperation.values().length * COSTS];
    private final long[] totalPs = new long[COSTS];

    /** Adds time of one thread. */
    public void add(HostOperation during, Cost on, long ps) {
        add(during, on, ps, ps);
    }

    /**
     * Adds time of several threads.
     *
     * @param during the operation
     * @param on what it was spent on
     * @param tookPs how much longer it made the operation
     * @param spentPs the same, summed over the threads
     */
    public void add(HostOperation during, Cost on, long tookPs, long spentPs) {
        elapsedPs[during.ordinal() * COSTS + on.ordinal()] += tookPs;
        totalPs[on.ordinal()] += spentPs;
    }

    /** How long an operation, all of its kind together, took for one thing. */
    public long elapsedPs(HostOperation during, Cost on) {
        return elapsedPs[during.ordinal() * COSTS + on.ordinal()];
    }

    /** How long an operation, all of its kind together, took. */
    public long elapsedPs(HostOperation during) {
        long sum = 0;
        for (int cost = 0; cost < COSTS; cost++) {
            sum += elapsedPs[during.ordinal() * COSTS + cost];
        }
        return sum;
    }

    /** Time spent on one thing, summed over threads. */
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
