package dirtysim.engine;

/**
 * Simulated time: a {@code long} of picoseconds from the start of the run, at most 2^63-1 ps (106 days). Time that
 * would go beyond is an error and never wraps.
 */
public final class SimTime {
    /** Picoseconds in a nanosecond. */
    public static final long PS_PER_NS = 1_000L;

    /** Picoseconds in a microsecond. */
    public static final long PS_PER_US = 1_000_000L;

    /** Picoseconds in a millisecond. */
    public static final long PS_PER_MS = 1_000_000_000L;

    /** Picoseconds in a second. */
    public static final long PS_PER_S = 1_000_000_000_000L;

    /** 2^63, the first double that is too large for a long. */
    private static final double TOO_LARGE = 0x1.0p63;

    private SimTime() {}

    /**
     * A duration in nanoseconds, rounded to the nearest picosecond.
     *
     * @throws IllegalArgumentException if it is negative or not a number
     * @throws ArithmeticException if it does not fit
     */
    public static long ofNanos(double nanos) {
        return of(nanos, PS_PER_NS, "ns");
    }

    /** A duration in microseconds; rounding and errors as {@link #ofNanos}. */
    public static long ofMicros(double micros) {
        return of(micros, PS_PER_US, "us");
    }

    /** A duration in milliseconds; rounding and errors as {@link #ofNanos}. */
    public static long ofMillis(double millis) {
        return of(millis, PS_PER_MS, "ms");
    }

    /** A duration in seconds; rounding and errors as {@link #ofNanos}. */
    public static long ofSeconds(double seconds) {
        return of(seconds, PS_PER_S, "s");
    }

    /** Picoseconds in nanoseconds, as precisely as a double can. */
    public static double toNanos(long ps) {
        return ps / (double) PS_PER_NS;
    }

    /** Picoseconds in microseconds, as precisely as a double can. */
    public static double toMicros(long ps) {
        return ps / (double) PS_PER_US;
    }

    /** Picoseconds in milliseconds, as precisely as a double can. */
    public static double toMillis(long ps) {
        return ps / (double) PS_PER_MS;
    }

    /** Picoseconds in seconds, as precisely as a double can. */
    public static double toSeconds(long ps) {
        return ps / (double) PS_PER_S;
    }

    /**
     * An instant and a delay after it.
     *
     * @param timePs the instant, not negative
     * @param delayPs the delay, not negative
     * @throws IllegalArgumentException if the delay is negative
     * @throws ArithmeticException if the sum does not fit
     */
    public static long after(long timePs, long delayPs) {
        if (delayPs < 0) {
            throw new IllegalArgumentException("negative delay of " + delayPs + " ps");
        }
        long sum = timePs + delayPs;
        if (sum < timePs) {
            throw new ArithmeticException(
                    "simulated time overflows: " + delayPs + " ps after " + timePs + " ps is beyond 2^63-1 ps");
        }
        return sum;
    }

    private static long of(double amount, long psPerUnit, String unit) {
        if (!(amount >= 0)) {
            throw new IllegalArgumentException("a duration must not be negative: " + amount + " " + unit);
        }
        double ps = amount * psPerUnit;
        if (ps >= TOO_LARGE) {
            throw new ArithmeticException("a duration of " + amount + " " + unit + " is beyond 2^63-1 ps");
        }
        return Math.round(ps);
    }
}
