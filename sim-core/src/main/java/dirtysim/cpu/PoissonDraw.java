package dirtysim.cpu;

import dirtysim.engine.RandomStream;

/**
 * Pages in classes; each page is written as a Poisson process, at the same rate as the others of its class. An exponential has
 * no memory, so the time to the next write to a watched page may be drawn anew at any look: exact, page by page.
 */
final class PoissonDraw implements PageDraw {
    private final RandomStream random;
    private final PageSet watched;
    /** First page of each class, and one more: the end. */
    private final long[] start;

    private final long[] weight;
    /** Fenwick tree over the classes' watched weight. */
    private final long[] tree;

    private final long totalWeight;
    private long watchedWeight;

    /**
     * @param sizes pages of each class, in order; they make up the set
     * @param weight of a page of each class, 0 or more
     */
    PoissonDraw(RandomStream random, long[] sizes, long[] weight) {
        this.random = random;
        this.weight = weight;
        start = new long[sizes.length + 1];
        long total = 0;
        for (int c = 0; c < sizes.length; c++) {
            start[c + 1] = start[c] + sizes[c];
            total += sizes[c] * weight[c];
        }
        totalWeight = total;
        watched = new PageSet(start[sizes.length]);
        tree = new long[sizes.length + 1];
    }

    @Override
    public boolean watch(long page) {
        if (!watched.add(page)) {
            return false;
        }
        count(page, 1);
        return true;
    }

    @Override
    public void watchAll() {
        watched.addAll();
        watchedWeight = totalWeight;
        for (int node = 1; node < tree.length; node++) {
            tree[node] = 0;
            for (int c = node - Integer.lowestOneBit(node); c < node; c++) {
                tree[node] += (start[c + 1] - start[c]) * weight[c];
            }
        }
    }

    @Override
    public boolean forget(long page) {
        if (!watched.remove(page)) {
            return false;
        }
        count(page, -1);
        return true;
    }

    @Override
    public long totalWeight() {
        return totalWeight;
    }

    @Override
    public long watchedWeight() {
        return watchedWeight;
    }

    @Override
    public double nextPs(double perWeightPs, int vcpus) {
        double perPs = perWeightPs * watchedWeight * vcpus;
        return perPs == 0 ? Double.POSITIVE_INFINITY : random.nextExponential(1 / perPs);
    }

    @Override
    public void pass(double perWeightPs, int vcpus, long ps) {
        // An exponential has no memory.
    }

    @Override
    public long page() {
        long left = random.nextLong(watchedWeight);
        int c = 0;
        for (int bit = Integer.highestOneBit(weight.length); bit != 0; bit >>>= 1) {
            int to = c + bit;
            if (to < tree.length && tree[to] <= left) {
                c = to;
                left -= tree[to];
            }
        }
        return watched.member(watched.before(start[c]) + left / weight[c]);
    }

    private void count(long page, int by) {
        int c = classOf(page);
        long change = weight[c] * by;
        watchedWeight += change;
        for (int node = c + 1; node < tree.length; node += Integer.lowestOneBit(node)) {
            tree[node] += change;
        }
    }

    private int classOf(long page) {
        int low = 0;
        int high = weight.length;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (start[middle] <= page) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
