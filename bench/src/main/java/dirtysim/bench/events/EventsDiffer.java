package dirtysim.bench.events;

/** A run is not the one of the log; the message names the first event that differs, as it was and as it is, on one line. */
public final class EventsDiffer extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EventsDiffer(String message) {
        super(message);
    }
}
