package dirtysim.engine;

/**
 * Hears of every event in the order of dispatch, before its handler does. What it does changes nothing in the simulation; what it
 * throws ends the run.
 */
@FunctionalInterface
public interface EventWatcher {
    /** Hears nothing, and costs nothing. */
    EventWatcher NOBODY = (timePs, handler, kind, argument) -> {};

    /**
     * An event is about to be dispatched.
     *
     * @param timePs when, in picoseconds
     * @param handler who is called
     * @param kind the handler's own code
     * @param argument the handler's own number
     */
    void dispatches(long timePs, EventHandler handler, int kind, long argument);
}
