package dirtysim.cpu;

import dirtysim.engine.RandomStream;

/**
 * Pages that the guest writes all the time besides its working set, each as a Poisson process of its own: stacks, counters, its
 * kernel. They are numbered after those of the set.
 */
final class BusyDraw implements PageDraw {
    private final PageDraw set;
    private final long first;
    private final PageSet watched;
    private final double perPs;
    private final RandomStream random;
    private boolean busyNext;
    private long busyPs;
    private double perWeightPs;
    private int vcpus;

    /**
     * @param set the working set's pages
     * @param first how many those are
     * @param pages how many busy ones
     * @param perPs writes to each in a picosecond
     */
    BusyDraw(PageDraw set, long first, long pages, double perPs, RandomStream random) {
        this.set = set;
        this.first = first;
        this.perPs = perPs;
        this.random = random;
        watched = new PageSet(pages);
    }

    @Override
    public boolean watch(long page) {
        return page < first ? set.watch(page) : watched.add(page - first);
    }

    @Override
    public void watchAll() {
        set.watchAll();
        watched.addAll();
    }

    @Override
    public boolean forget(long page) {
        return page < first ? set.forget(page) : watched.remove(page - first);
    }

    @Override
    public long totalWeight() {
        return set.totalWeight();
    }

    @Override
    public long watchedWeight() {
        return set.watchedWeight();
    }

    @Override
    public double nextPs(double perWeightPs, int vcpus) {
        double setPs = set.nextPs(perWeightPs, vcpus);
        double nextPs = watched.size() == 0 || vcpus == 0
                ? Double.POSITIVE_INFINITY
                : random.nextExponential(1 / (perPs * watched.size()));
        busyNext = nextPs < setPs;
        if (busyNext) {
            busyPs = Math.round(nextPs);
            this.perWeightPs = perWeightPs;
            this.vcpus = vcpus;
        }
        return Math.min(setPs, nextPs);
    }

    @Override
    public void pass(double perWeightPs, int vcpus, long ps) {
        set.pass(perWeightPs, vcpus, ps);
    }

    @Override
    public long page() {
        if (!busyNext) {
            return set.page();
        }
        set.pass(perWeightPs, vcpus, busyPs);
        return first + watched.member(random.nextLong(watched.size()));
    }
}
