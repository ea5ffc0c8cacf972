package dirtysim.bench.calibrate;

import java.util.SplittableRandom;

/** One cycle through all of a number of places in random order, so that no prefetcher can guess the next. */
final class Cycle {
    private Cycle() {}

    /**
     * The successor of each place; the same for the same counts.
     *
     * @param places how many
     * @param group how many neighbours are gone through in random order before the next such group; all of them for one
     *     order over everything
     */
    static int[] through(int places, int group) {
        SplittableRandom random = new SplittableRandom(places);
        int[] order = new int[places];
        for (int i = 0; i < places; i++) {
            order[i] = i;
            int first = i - i % group;
            int j = first + random.nextInt(i - first + 1);
            order[i] = order[j];
            order[j] = i;
        }
        int[] next = new int[places];
        for (int i = 0; i < places; i++) {
            next[order[i]] = order[(i + 1) % places];
        }
        return next;
    }
}
