package dirtysim.bench.calibrate;

import dirtysim.host.InputException;

/**
 * How much is measured.
 *
 * @param quick whether it is only tried out: small footprints that a cache may hold, and few batches
 * @param coldBytes footprint of what is to be cold
 * @param batches batches measured of each kind
 * @param warmUpMs least time that each kind runs before it is measured, so that the JVM has compiled it
 */
record Effort(boolean quick, int coldBytes, int batches, int warmUpMs) {
    private static final int MIB = 1 << 20;
    /** Largest cache that is believed: what is cold must be indexed by an int. */
    private static final long MOST_CACHE_BYTES = 512L * MIB;

    /** Enough to see that it works; no figure of it is to be relied on. */
    static Effort tryOut() {
        return new Effort(true, 4 * MIB, 5, 5);
    }

    /**
     * Footprints of four times the last-level cache; twice where that cache is very large.
     *
     * @param cacheBytes the last-level cache
     * @param heapBytes most that Java's heap may grow to
     * @throws InputException if the heap is too small for that
     */
    static Effort thorough(long cacheBytes, long heapBytes) {
        long cache = Math.min(cacheBytes, MOST_CACHE_BYTES);
        long wanted = Math.max(2 * cache, Math.min(4 * cache, MOST_CACHE_BYTES));
        // Some caches have no round size; what is cold is gone through in pieces of 2 MiB.
        long cold = (wanted + 2 * MIB - 1) / (2 * MIB) * 2 * MIB;
        // The table itself, the order of its walk while it is made, and room for the collector.
        long needed = 3 * cold;
        if (heapBytes < needed) {
            throw new InputException(
                    "calibrate",
                    "page tables of " + cold / MIB + " MiB, which the cache of " + cache / MIB
                            + " MiB cannot hold, do not fit Java's heap of " + heapBytes / MIB + " MiB",
                    "raise it: java -Xmx" + (needed / MIB + 1) + "m -jar dirtysim.jar calibrate");
        }
        return new Effort(false, (int) cold, 101, 300);
    }
}
