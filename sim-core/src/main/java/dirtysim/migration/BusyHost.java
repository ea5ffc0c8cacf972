package dirtysim.migration;

/**
 * What a busy host takes from the migration thread in the bulk pass: a share of the time. It is the pass in which the source
 * reads all of its memory and the destination touches each of its pages for the first time, so both and the guest want CPUs at
 * once; later rounds go on as on an idle host.
 */
final class BusyHost {
    private static final long LEAST_STALL_PS = 1_000_000_000L;

    private final double share;
    private boolean bulk = true;
    private long nowPs;
    private double owedPs;

    /** @param share of the bulk pass, 0 to less than 1 */
    BusyHost(double share) {
        this.share = share;
    }

    /** The migration begins. */
    void begin(long atPs) {
        nowPs = atPs;
    }

    /** The bulk pass is over. */
    void bulkSent() {
        bulk = false;
    }

    /** For how long the thread does not run now; 0 if it does. */
    long take(long atPs) {
        owedPs += (atPs - nowPs) * share;
        nowPs = atPs;
        if (!bulk || owedPs < LEAST_STALL_PS) {
            return 0;
        }
        long stallPs = (long) owedPs;
        owedPs -= stallPs;
        return stallPs;
    }
}
