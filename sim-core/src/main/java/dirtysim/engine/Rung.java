package dirtysim.engine;

/**
 * One rung of the ladder in {@link EventQueue}: a stretch of time cut into buckets of equal width, a power of two of
 * picoseconds. Buckets are taken from the earliest on. Which list a bucket is, only the queue knows; here it is a
 * number from {@code firstBucket} on.
 */
final class Rung {
    private int firstBucket;
    private int endBucket;
    private int nextBucket;
    private int shift;
    private long startPs;
    private long lastPs;
    private long takenPs;

    /**
     * Lays the rung over a stretch of time, with about one bucket an event.
     *
     * @param firstBucket number of the earliest bucket
     * @param startPs first instant of the stretch
     * @param lastPs last instant of the stretch, later than the first
     * @param count events to spread, two or more
     */
    void lay(int firstBucket, long startPs, long lastPs, int count) {
        long span = lastPs - startPs;
        int spanBits = Long.SIZE - Long.numberOfLeadingZeros(span);
        int countBits = Integer.SIZE - Integer.numberOfLeadingZeros(count);
        this.shift = Math.max(0, spanBits - countBits);
        this.firstBucket = firstBucket;
        this.nextBucket = firstBucket;
        this.endBucket = firstBucket + (int) (span >>> shift) + 1;
        this.startPs = startPs;
        this.lastPs = lastPs;
        this.takenPs = startPs - 1;
    }

    /** The bucket of an instant after {@link #takenPs()}, at most the last of the stretch. */
    int bucketOf(long timePs) {
        return firstBucket + (int) ((timePs - startPs) >>> shift);
    }

    /** The earliest bucket that is not taken, {@link #endBucket()} if there is none. */
    int nextBucket() {
        return nextBucket;
    }

    /** One after the number of the last bucket. */
    int endBucket() {
        return endBucket;
    }

    /** The last instant whose bucket is taken: what is due by then no longer belongs on this rung. */
    long takenPs() {
        return takenPs;
    }

    /** The first instant of a bucket. */
    long startPs(int bucket) {
        return startPs + ((long) (bucket - firstBucket) << shift);
    }

    /** Takes every bucket up to this one; it must not be earlier than the next. */
    void takeUpTo(int bucket) {
        nextBucket = bucket + 1;
        // The last bucket may reach beyond the stretch, and so beyond the largest long.
        takenPs = nextBucket == endBucket ? lastPs : startPs(nextBucket) - 1;
    }
}
