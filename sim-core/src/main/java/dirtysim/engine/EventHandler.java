package dirtysim.engine;

/** What is called when an event is due or a request to a {@link Server} is granted or complete. */
@FunctionalInterface
public interface EventHandler {
    /**
     * Handles one event, at the simulated instant {@link EventLoop#nowPs()}. It may schedule, cancel and stop, and ask
     * servers for service; it must not call {@link EventLoop#run()}.
     *
     * @param kind the handler's own code for what happened, as given when the event was scheduled
     * @param argument the number given when the event was scheduled
     */
    void handle(int kind, long argument);
}
