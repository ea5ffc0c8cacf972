package dirtysim.engine;

/**
 * One stream of random numbers. Not thread-safe. Made by {@link RandomStreams}.
 *
 * <p>The generator is xoshiro256++, period 2^256-1: D. Blackman and S. Vigna, "Scrambled linear pseudorandom number
 * generators", ACM TOMS 47(4), 2021; its state is filled by SplitMix64, as its authors advise.
 */
public final class RandomStream {
    private long s0;
    private long s1;
    private long s2;
    private long s3;

    RandomStream(long seed) {
        // Four successive numbers of SplitMix64 differ, so the state is never all zero.
        SplitMix64 filler = new SplitMix64(seed);
        s0 = filler.next();
        s1 = filler.next();
        s2 = filler.next();
        s3 = filler.next();
    }

    /** Any long, all equally likely. */
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /**
     * A number from 0 on below a bound, all equally likely.
     *
     * @param bound 1 or more
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        return (int) nextLong(bound);
    }

    /**
     * A number from 0 on below a bound, all equally likely: as many bits as the bound needs are drawn until they give a
     * number below it, twice on average at worst.
     *
     * @param bound 1 or more
     * @throws IllegalArgumentException if the bound is not positive
     */
    public long nextLong(long bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be 1 or more, not " + bound);
        }
        int unneeded = Long.numberOfLeadingZeros((bound - 1) | 1);
        long number = nextLong() >>> unneeded;
        while (number >= bound) {
            number = nextLong() >>> unneeded;
        }
        return number;
    }

    /** A multiple of 2^-53 from 0 on below 1, all equally likely. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * An exponentially distributed number, by inversion.
     *
     * @param mean its mean, 0 or more and finite
     * @return 0 or more, at most 36.8 times the mean
     * @throws IllegalArgumentException if the mean is negative, infinite or not a number
     */
    public double nextExponential(double mean) {
        if (!(mean >= 0 && mean <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("mean must be 0 or more and finite, not " + mean);
        }
        // StrictMath, since the last bit of Math.log differs between JDKs and CPUs; 1 - x is never 0.
        return mean * -StrictMath.log(1 - nextDouble());
    }

    /**
     * True with a probability.
     *
     * @param p the probability, 0 to 1
     * @throws IllegalArgumentException if it is outside 0 to 1 or not a number
     */
    public boolean nextBoolean(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("a probability is from 0 to 1, not " + p);
        }
        return nextDouble() < p;
    }
}
