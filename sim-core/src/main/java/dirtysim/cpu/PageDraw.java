package dirtysim.cpu;

/**
 * The pages of a working set, which of them are watched, and which watched page is written next. Only writes to watched pages
 * are drawn, whatever the rate. Pages are numbered from 0 in the order of the program that writes them.
 *
 * <p>A rate is given as a number of writes in a picosecond for one unit of weight and one vCPU, and a number of vCPUs.
 */
public interface PageDraw {
    /** Watches a page; true if it was not watched. */
    boolean watch(long page);

    /** Watches all. */
    void watchAll();

    /** Watches a page no longer; true if it was watched. */
    boolean forget(long page);

    /** Sum of the weights of all pages: a write goes to a page as often as its share in this. */
    long totalWeight();

    /** The same of the watched pages. */
    long watchedWeight();

    /** Time up to the next write to a watched page, in picoseconds; infinite where there is none. */
    double nextPs(double perWeightPs, int vcpus);

    /** Time passes without a write to a watched page. */
    void pass(double perWeightPs, int vcpus, long ps);

    /** The page that is written when the time said by {@link #nextPs} has passed. */
    long page();
}
