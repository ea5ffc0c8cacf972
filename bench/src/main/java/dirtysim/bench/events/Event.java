package dirtysim.bench.events;

import java.util.Locale;

/**
 * One event of a log.
 *
 * @param timePs when, in picoseconds
 * @param handler number of who was called
 * @param name class of who was called
 * @param kind the handler's own code
 * @param argument the handler's own number
 */
record Event(long timePs, int handler, String name, int kind, long argument) {
    private static final double PS_PER_MS = 1e9;

    /** What a reader is told. */
    String words() {
        return String.format(
                Locale.ROOT,
                "%s #%d, kind %d, argument %d at %.6f ms",
                name,
                handler,
                kind,
                argument,
                timePs / PS_PER_MS);
    }
}
