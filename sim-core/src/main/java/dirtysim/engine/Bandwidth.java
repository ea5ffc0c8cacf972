package dirtysim.engine;

import java.util.Arrays;

/**
 * A resource that moves bytes at a rate and that many share, memory above all. Not a queue of events: whoever moves bytes is told
 * at once how much longer it takes because of the others, and adds that to what it takes alone. Not thread-safe.
 *
 * <p>Two kinds of users:
 *
 * <ul>
 *   <li>An {@linkplain #access access} moves a few bytes at once. Accesses are served first come, first served, by what streams
 *       leave over.
 *   <li>A {@linkplain #stream stream} moves many bytes over a time of its own, evenly. While it lasts it takes its share; a
 *       new one gets what those before it leave over, but at least an equal part, and waits for accesses that are queued
 *       already.
 * </ul>
 *
 * <p>Whoever is alone, and slower than the resource, waits for nothing. Streams that were told their time are not told
 * again when others come; so they should be short.
 */
public final class Bandwidth {
    private static final double PS_PER_NS = 1000;

    private final double psPerByte;
    private double[] shares = new double[8];
    private long[] endsPs = new long[8];
    private int streams;
    private double taken;
    private long busyUntilPs;
    private long firstEndPs = Long.MAX_VALUE;
    private long waitedPs;

    /**
     * @param bytesPerNs the rate, in bytes a nanosecond, which is GB/s; infinity for one that nobody waits for
     * @throws IllegalArgumentException if it is not more than 0
     */
    public Bandwidth(double bytesPerNs) {
        if (!(bytesPerNs > 0)) {
            throw new IllegalArgumentException("a bandwidth of " + bytesPerNs + " bytes/ns");
        }
        psPerByte = PS_PER_NS / bytesPerNs;
    }

    /** One that nobody waits for. */
    public static Bandwidth unlimited() {
        return new Bandwidth(Double.POSITIVE_INFINITY);
    }

    /**
     * Moves a few bytes.
     *
     * @param nowPs the present instant, never before that of an earlier call
     * @param bytes how many, 0 or more
     * @return how much longer than alone that takes, in picoseconds
     */
    public long access(long nowPs, long bytes) {
        if (firstEndPs <= nowPs) {
            endStreams(nowPs);
        }
        double alonePs = bytes * psPerByte;
        double left = streams == 0 ? 1 : leftOver();
        long startPs = Math.max(nowPs, busyUntilPs);
        busyUntilPs = startPs + (long) (alonePs / left);
        return waited(busyUntilPs - nowPs - (long) alonePs);
    }

    /**
     * Moves bytes over a time.
     *
     * @param nowPs the present instant, never before that of an earlier call
     * @param bytes how many, 0 or more
     * @param alonePs how long it would take if the resource were infinitely fast, 0 or more
     * @return how much longer it takes, in picoseconds
     */
    public long stream(long nowPs, long bytes, long alonePs) {
        if (firstEndPs <= nowPs) {
            endStreams(nowPs);
        }
        double movedPs = bytes * psPerByte;
        long queuedPs = Math.max(0, busyUntilPs - nowPs);
        long tookPs = Math.max(alonePs, queuedPs + (long) (movedPs / leftOver()));
        if (movedPs > 0 && tookPs > 0) {
            begin(Math.min(1, movedPs / tookPs), nowPs + tookPs);
        }
        return waited(tookPs - alonePs);
    }

    /** What {@link #access} and {@link #stream} returned so far, summed. */
    public long waitedPs() {
        return waitedPs;
    }

    private long waited(long ps) {
        waitedPs += ps;
        return ps;
    }

    private double leftOver() {
        return Math.max(1 - taken, 1.0 / (streams + 1));
    }

    private void begin(double share, long endPs) {
        if (streams == shares.length) {
            shares = Arrays.copyOf(shares, 2 * streams);
            endsPs = Arrays.copyOf(endsPs, 2 * streams);
        }
        shares[streams] = share;
        endsPs[streams++] = endPs;
        taken += share;
        firstEndPs = Math.min(firstEndPs, endPs);
    }

    private void endStreams(long nowPs) {
        int left = 0;
        taken = 0;
        firstEndPs = Long.MAX_VALUE;
        for (int s = 0; s < streams; s++) {
            if (endsPs[s] > nowPs) {
                shares[left] = shares[s];
                endsPs[left] = endsPs[s];
                taken += shares[left];
                firstEndPs = Math.min(firstEndPs, endsPs[left]);
                left++;
            }
        }
        streams = left;
    }
}
