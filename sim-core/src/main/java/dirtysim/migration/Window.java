package dirtysim.migration;

/**
 * QEMU's window of 100 ms or a little more ({@code migration/migration.c}, {@code migration_update_counters}): when one is over,
 * its bandwidth and the downtime limit give the threshold, with nothing smoothed, and the rate limit, a tenth of the
 * bandwidth allowed, begins anew. The clock is QEMU's, in whole milliseconds.
 */
final class Window {
    /** Length of a window. */
    static final long MS = 100;

    private final double downtimeLimitMs;
    private final long mostBytes;
    private final double switchoverBytesPerMs;
    private long beganMs;
    private long beganBytes;
    private double thresholdBytes;

    /**
     * @param downtimeLimitMs the downtime limit
     * @param maxBytesPerSecond the bandwidth allowed; 0 for any
     * @param switchoverBytesPerSecond the bandwidth that the threshold is computed from, QEMU's {@code
     *     avail-switchover-bandwidth} since 8.2; 0 for that of the window
     */
    Window(double downtimeLimitMs, long maxBytesPerSecond, long switchoverBytesPerSecond) {
        this.downtimeLimitMs = downtimeLimitMs;
        switchoverBytesPerMs = switchoverBytesPerSecond / 1000.0;
        mostBytes = maxBytesPerSecond == 0 ? Long.MAX_VALUE : maxBytesPerSecond * MS / 1000;
    }

    /** The first window begins; nothing is below the threshold before it is over. */
    void begin(long nowMs, long sentBytes) {
        beganMs = nowMs;
        beganBytes = sentBytes;
    }

    /** Ends the window if it is time to. */
    void update(long nowMs, long sentBytes) {
        if (nowMs >= beganMs + MS) {
            double bytesPerMs = switchoverBytesPerMs > 0
                    ? switchoverBytesPerMs
                    : (double) (sentBytes - beganBytes) / (nowMs - beganMs);
            thresholdBytes = bytesPerMs * downtimeLimitMs;
            begin(nowMs, sentBytes);
        }
    }

    /** What may be left when the guest is stopped; 0 in the first window. */
    double thresholdBytes() {
        return thresholdBytes;
    }

    /** Whether any bandwidth is allowed. */
    boolean unlimited() {
        return mostBytes == Long.MAX_VALUE;
    }

    /** Whether more was sent in this window than is allowed: QEMU notices that after the page that does it. */
    boolean limited(long sentBytes) {
        return sentBytes - beganBytes > mostBytes;
    }

    /** Bytes on the link since the start at which the limit is reached. */
    long limitAt() {
        return mostBytes == Long.MAX_VALUE ? mostBytes : beganBytes + mostBytes;
    }

    /** When the window is over, at the earliest. */
    long endMs() {
        return beganMs + MS;
    }
}
