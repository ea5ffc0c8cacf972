package dirtysim.cpu;

/** A sweep that writes page after page in ascending order, at an even pace, and begins anew at the end. */
final class SweepDraw implements PageDraw {
    private final PageSet watched;
    private final long pages;
    /** Page that is written next, and which part of the time to its write has passed. */
    private long position;

    private double part;

    SweepDraw(long pages) {
        this.pages = pages;
        watched = new PageSet(pages);
    }

    @Override
    public boolean watch(long page) {
        return watched.add(page);
    }

    @Override
    public void watchAll() {
        watched.addAll();
    }

    @Override
    public boolean forget(long page) {
        return watched.remove(page);
    }

    @Override
    public long totalWeight() {
        return pages;
    }

    @Override
    public long watchedWeight() {
        return watched.size();
    }

    @Override
    public double nextPs(double perWeightPs, int vcpus) {
        double perPs = perWeightPs * pages * vcpus;
        return perPs == 0 || watched.size() == 0 ? Double.POSITIVE_INFINITY : (ahead(next()) + 1 - part) / perPs;
    }

    @Override
    public void pass(double perWeightPs, int vcpus, long ps) {
        double gone = part + perWeightPs * pages * vcpus * ps;
        long whole = (long) gone;
        part = gone - whole;
        position = pages == 0 ? 0 : (position + whole % pages) % pages;
    }

    @Override
    public long page() {
        long page = next();
        position = (page + 1) % pages;
        part = 0;
        return page;
    }

    private long next() {
        long rank = watched.before(position);
        return watched.member(rank < watched.size() ? rank : 0);
    }

    private long ahead(long page) {
        return page >= position ? page - position : page + pages - position;
    }
}
