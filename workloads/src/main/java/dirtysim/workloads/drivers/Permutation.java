package dirtysim.workloads.drivers;

import dirtysim.engine.RandomStream;

/**
 * A seeded order of the numbers from 0 on below a size, each once, without a list of them: a Feistel network of four rounds
 * over the next power of four, walked on until it gives a number below the size (J. Black and P. Rogaway, "Ciphers with
 * arbitrary finite domains", CT-RSA 2002).
 */
public final class Permutation {
    private static final int ROUNDS = 4;

    private final long size;
    private final int halfBits;
    private final long[] keys = new long[ROUNDS];

    /** @param size how many numbers, 1 to 2^60 */
    public Permutation(long size, RandomStream random) {
        this.size = size;
        int bits = 64 - Long.numberOfLeadingZeros(Math.max(1, size - 1));
        halfBits = (bits + 1) / 2;
        for (int round = 0; round < ROUNDS; round++) {
            keys[round] = random.nextLong();
        }
    }

    /** The number at a place, from 0 on. */
    public long at(long place) {
        long number = place;
        do {
            number = encrypt(number);
        } while (number >= size);
        return number;
    }

    private long encrypt(long number) {
        long mask = (1L << halfBits) - 1;
        long left = number >>> halfBits;
        long right = number & mask;
        for (long key : keys) {
            long mixed = (right + 1) * (key | 1);
            mixed = (mixed ^ mixed >>> 29) * 0x9e3779b97f4a7c15L;
            long next = left ^ (mixed >>> 32 & mask);
            left = right;
            right = next;
        }
        return left << halfBits | right;
    }
}
