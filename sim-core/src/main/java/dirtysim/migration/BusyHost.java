package dirtysim.migration;

/**
 * What a busy host takes from the migration thread: a share of the time in the bulk pass, and another, mostly none, in later
 * rounds. The bulk pass is the one in which the source reads all of its memory and the destination touches each of its pages for
 * the first time, so both and the guest want CPUs at once.
 */
final class BusyHost {
    private static final long LEAST_STALL_PS = 1_000_000_000L;

    private final double laterShare;
    private double share;
    private long nowPs;
    private double owedPs;

    /**
     * @param bulkShare of the bulk pass, 0 to less than 1
     * @param laterShare of later rounds, likewise
     */
    BusyHost(double bulkShare, double laterShare) {
        share = bulkShare;
        this.laterShare = laterShare;
    }

    /** The migration begins. */
    void begin(long atPs) {
        nowPs = atPs;
    }

    /** The bulk pass is over. */
    void bulkSent() {
        share = laterShare;
    }

    /** For how long the thread does not run now; 0 if it does. */
    long take(long atPs) {
        owedPs += (atPs - nowPs) * share;
        nowPs = atPs;
        if (share == 0 || owedPs < LEAST_STALL_PS) {
            return 0;
        }
        long stallPs = (long) owedPs;
        owedPs -= stallPs;
        return stallPs;
    }
}
