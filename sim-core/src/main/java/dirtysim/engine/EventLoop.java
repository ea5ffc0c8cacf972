package dirtysim.engine;

import java.util.Objects;

/**
 * The clock and the pending events of one simulation. Not thread-safe: one simulation is one thread.
 *
 * <p>Assumptions:
 *
 * <ol>
 *   <li>All calls come from one thread, before a run or from within handlers.
 *   <li>A handler comes to an end, and does not start the loop again.
 * </ol>
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>Events are dispatched in order of time, and those of one instant in the order in which they were scheduled,
 *       including those scheduled for the present instant while it is being dispatched.
 *   <li>{@link #nowPs()} never goes back.
 *   <li>Each event is dispatched once, or not at all if it was cancelled before.
 *   <li>A handle names one event for ever: cancelling an event that has fired or was cancelled does nothing, even if
 *       its place in memory has been used again. No handle is 0 or negative.
 *   <li>Nothing is allocated for an event, unless there are more pending than ever before.
 *   <li>If a handler throws, its event counts as dispatched, the exception goes to who called the run, and the loop
 *       can go on.
 * </ol>
 */
public final class EventLoop {
    private final EventSlots slots = new EventSlots();
    private final EventQueue queue = new EventQueue(slots);
    private long nowPs;
    private long dispatched;
    private boolean running;
    private boolean stopped;
    private final Timeline timeline;
    private final EventWatcher events;
    private final boolean listened;

    /** A loop at time 0 with nothing pending, which nobody watches. */
    public EventLoop() {
        this(Timeline.NOBODY);
    }

    /**
     * The same.
     *
     * @param timeline hears what servers and others do
     */
    public EventLoop(Timeline timeline) {
        this(timeline, EventWatcher.NOBODY);
    }

    /**
     * The same.
     *
     * @param timeline hears what servers and others do
     * @param events hears of every event
     */
    public EventLoop(Timeline timeline, EventWatcher events) {
        this.timeline = Objects.requireNonNull(timeline, "timeline");
        this.events = Objects.requireNonNull(events, "events");
        listened = events != EventWatcher.NOBODY;
    }

    /** Who hears what servers and others do. */
    public Timeline timeline() {
        return timeline;
    }

    /** Whether anybody does. */
    public boolean watched() {
        return timeline != Timeline.NOBODY;
    }

    /** Simulated time, in picoseconds. */
    public long nowPs() {
        return nowPs;
    }

    /**
     * Schedules an event after a delay.
     *
     * @param delayPs how long from now, 0 or more; 0 is after everything else already scheduled for this instant
     * @param handler whom to call
     * @param kind the handler's own code, passed through
     * @param argument the handler's own number, passed through
     * @return a handle for {@link #cancel}
     * @throws IllegalArgumentException if the delay is negative
     * @throws ArithmeticException if the time is beyond 2^63-1 ps
     */
    public long schedule(long delayPs, EventHandler handler, int kind, long argument) {
        return add(SimTime.after(nowPs, delayPs), handler, kind, argument);
    }

    /**
     * Schedules an event for an instant.
     *
     * @param timePs when, not before {@link #nowPs()}
     * @param handler whom to call
     * @param kind the handler's own code, passed through
     * @param argument the handler's own number, passed through
     * @return a handle for {@link #cancel}
     * @throws IllegalArgumentException if the instant is in the past
     */
    public long scheduleAt(long timePs, EventHandler handler, int kind, long argument) {
        if (timePs < nowPs) {
            throw new IllegalArgumentException("an event at " + timePs + " ps is before the present, " + nowPs + " ps");
        }
        return add(timePs, handler, kind, argument);
    }

    /**
     * Cancels an event.
     *
     * @param handle what {@link #schedule} or {@link #scheduleAt} returned
     * @return whether the event was pending; false for one that has fired, is firing or was cancelled, and for any
     *     number that is not a handle
     */
    public boolean cancel(long handle) {
        int slot = slots.slotOf(handle);
        if (slot < 0) {
            return false;
        }
        queue.remove(slot);
        return true;
    }

    /**
     * Dispatches events until none is pending or {@link #stop()} is called.
     *
     * @throws IllegalStateException if called from within a handler
     */
    public void run() {
        start();
        try {
            while (!stopped && queue.size() > 0) {
                dispatchFirst();
            }
        } finally {
            running = false;
        }
    }

    /**
     * Dispatches the events at or before an instant; the clock then stands at that instant, unless {@link #stop()} was
     * called.
     *
     * @param timePs the instant, not before {@link #nowPs()}
     * @throws IllegalArgumentException if the instant is in the past
     * @throws IllegalStateException if called from within a handler
     */
    public void runUntil(long timePs) {
        if (timePs < nowPs) {
            throw new IllegalArgumentException("cannot run until " + timePs + " ps, it is " + nowPs + " ps already");
        }
        start();
        try {
            while (!stopped && queue.size() > 0 && queue.firstPs() <= timePs) {
                dispatchFirst();
            }
            if (!stopped) {
                nowPs = timePs;
            }
        } finally {
            running = false;
        }
    }

    /** Ends the run after the current event. What is pending stays so; without a run going on, nothing happens. */
    public void stop() {
        stopped = true;
    }

    /** How many events were dispatched so far. */
    public long dispatched() {
        return dispatched;
    }

    /** How many events are pending. */
    public int pending() {
        return queue.size();
    }

    private long add(long timePs, EventHandler handler, int kind, long argument) {
        long handle = slots.take(Objects.requireNonNull(handler, "handler"), kind, argument);
        queue.add(EventSlots.taken(handle), timePs);
        return handle;
    }

    private void start() {
        if (running) {
            throw new IllegalStateException("the loop is running: a handler must not run it again");
        }
        running = true;
        stopped = false;
    }

    private void dispatchFirst() {
        int slot = queue.poll();
        nowPs = queue.polledPs();
        EventHandler handler = slots.handler(slot);
        int kind = slots.kind(slot);
        long argument = slots.argument(slot);
        slots.giveBack(slot);
        dispatched++;
        if (listened) {
            events.dispatches(nowPs, handler, kind, argument);
        }
        handler.handle(kind, argument);
    }
}
