package dirtysim.workloads.fit;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * Draws from a distribution without putting back: each observation once before any comes again, in a random order. So a rate
 * does not depend on how often the longest pause of a recording happens to be drawn.
 */
final class Deck {
    private final double[] values;
    private final RandomGenerator random;
    private int left;

    Deck(Slices slices, RandomGenerator random) {
        values = slices.all();
        this.random = random;
    }

    double draw() {
        if (left == 0) {
            left = values.length;
        }
        int at = left == 1 ? 0 : random.nextInt(left);
        double drawn = values[at];
        values[at] = values[--left];
        values[left] = drawn;
        return drawn;
    }

    /** A whole number; what is drawn is rounded up or down at random, so that the mean stays. */
    long drawWhole(double factor) {
        double drawn = draw() * factor;
        double whole = Math.floor(drawn);
        boolean up = drawn > whole && random.nextDouble() < drawn - whole;
        return (long) whole + (up ? 1 : 0);
    }
}
