package dirtysim.engine;

import java.util.Objects;

/**
 * A number of identical servers with one queue, first come, first served unless it is made otherwise: the one way to model
 * what can be contended. Not thread-safe.
 *
 * <p>Assumptions:
 *
 * <ol>
 *   <li>Who acquires also releases, once for each grant.
 *   <li>Nobody gives up: a request once made is waited for.
 * </ol>
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>Requests are granted in the order of the queue, by default that in which they were made, whether by {@link #serve} or
 *       {@link #acquire}; a server is never idle while a request is queued.
 *   <li>A server that becomes free goes to the next in the queue at that instant.
 *   <li>Handlers are called by the event loop only, never from within a call to this class.
 *   <li>When a handler is called at the completion of {@link #serve}, its server has been released.
 *   <li>Nothing is allocated for a request, unless there are more at once than ever before.
 *   <li>Sums of time that do not fit in a long are errors.
 * </ol>
 */
public final class Server {
    private static final int GRANTED = 0;
    private static final int COMPLETE = 1;

    private final EventLoop loop;
    private final String name;
    private final int capacity;
    private final QueueOrder order;
    private final RandomStream random;
    private final Requests requests = new Requests();
    private final IntRing queue = new IntRing();
    private final EventHandler events = this::handle;
    private final boolean watched;
    private final int track;

    private int held;
    private int acquired;
    private long heldSincePs;
    private long busyPs;
    private long waitedPs;
    private long grants;
    private int maxQueued;
    private long watchedSincePs;

    /**
     * @param loop whose clock it lives by
     * @param name what it is called in messages and reports
     * @param capacity how many servers there are, 1 or more
     * @throws IllegalArgumentException if there would be no server
     */
    public Server(EventLoop loop, String name, int capacity) {
        this(loop, name, capacity, QueueOrder.FIFO, null);
    }

    /**
     * @param loop whose clock it lives by
     * @param name what it is called in messages and reports
     * @param capacity how many servers there are, 1 or more
     * @param order which of those that wait comes next
     * @param random draws it, if the order is {@link QueueOrder#RANDOM}; else it is not used
     * @throws IllegalArgumentException if there would be no server
     */
    public Server(EventLoop loop, String name, int capacity, QueueOrder order, RandomStream random) {
        if (capacity < 1) {
            throw new IllegalArgumentException(name + ": a server needs a capacity of 1 or more, not " + capacity);
        }
        this.loop = Objects.requireNonNull(loop, "loop");
        this.name = Objects.requireNonNull(name, "name");
        this.capacity = capacity;
        this.order = Objects.requireNonNull(order, "order");
        this.random = order == QueueOrder.RANDOM ? Objects.requireNonNull(random, "random") : null;
        this.heldSincePs = loop.nowPs();
        watched = loop.watched();
        track = loop.timeline().track(name);
    }

    /**
     * Waits for a server, holds it for a time and releases it; then the handler is called.
     *
     * @param servicePs how long it is held, 0 or more
     * @param handler whom to call at the instant of completion
     * @param kind the handler's own code, passed through
     * @param argument the handler's own number, passed through
     * @throws IllegalArgumentException if the time is negative
     * @throws ArithmeticException if completion would be beyond 2^63-1 ps even without a wait; if it is only because of
     *     the wait, thrown by the run when the request is granted
     */
    public void serve(long servicePs, EventHandler handler, int kind, long argument) {
        if (servicePs < 0) {
            throw new IllegalArgumentException(name + ": negative service time of " + servicePs + " ps");
        }
        SimTime.after(loop.nowPs(), servicePs);
        request(servicePs, handler, kind, argument);
    }

    /**
     * Waits for a server and holds it until {@link #release()}. The handler is called when the server is granted: as an
     * event of the present instant if one is free.
     *
     * @param handler whom to call
     * @param kind the handler's own code, passed through
     * @param argument the handler's own number, passed through
     */
    public void acquire(EventHandler handler, int kind, long argument) {
        request(Requests.UNTIL_RELEASED, handler, kind, argument);
    }

    /**
     * Releases a server that was acquired; the first request in the queue, if any, is granted.
     *
     * @throws IllegalStateException if none is held by {@link #acquire} with its handler already called; what
     *     {@link #serve} holds, it releases itself
     */
    public void release() {
        if (acquired == 0) {
            throw new IllegalStateException(name + ": released, but nothing acquired is held");
        }
        acquired--;
        free();
    }

    /** What it is called. */
    public String name() {
        return name;
    }

    /** How many servers there are. */
    public int capacity() {
        return capacity;
    }

    /** How many servers are held now. */
    public int held() {
        return held;
    }

    /** How many requests wait now. */
    public int queued() {
        return queue.size();
    }

    /** Time that servers were held up to now, summed over the servers, in picoseconds. */
    public long busyPs() {
        return Math.addExact(busyPs, Math.multiplyExact(held, loop.nowPs() - heldSincePs));
    }

    /** Time from request to grant, summed over the grants so far, in picoseconds. */
    public long waitedPs() {
        return waitedPs;
    }

    /** Requests granted so far, those that did not wait included. */
    public long grants() {
        return grants;
    }

    /** The most requests that ever waited at once. */
    public int maxQueued() {
        return maxQueued;
    }

    private void request(long servicePs, EventHandler handler, int kind, long argument) {
        Objects.requireNonNull(handler, "handler");
        int request = requests.take(loop.nowPs(), servicePs, handler, kind, argument);
        if (held < capacity) {
            hold(held + 1);
            grant(request);
        } else {
            queue.add(request);
            maxQueued = Math.max(maxQueued, queue.size());
        }
    }

    private void free() {
        if (queue.size() > 0) {
            grant(next());
        } else {
            hold(held - 1);
        }
    }

    private int next() {
        return switch (order) {
            case FIFO -> queue.poll();
            case LIFO -> queue.pollLast();
            case RANDOM -> queue.pollAndReplaceByHead(random.nextInt(queue.size()));
        };
    }

    private void grant(int request) {
        grants++;
        waitedPs = Math.addExact(waitedPs, loop.nowPs() - requests.madePs(request));
        long servicePs = requests.servicePs(request);
        if (servicePs == Requests.UNTIL_RELEASED) {
            loop.schedule(0, events, GRANTED, request);
        } else {
            loop.schedule(servicePs, events, COMPLETE, request);
        }
    }

    private void hold(int servers) {
        busyPs = busyPs();
        if (watched) {
            watch(servers);
        }
        heldSincePs = loop.nowPs();
        held = servers;
    }

    /** A span is from the first server held to the last released. */
    private void watch(int servers) {
        if (held == 0) {
            watchedSincePs = loop.nowPs();
        } else if (servers == 0) {
            loop.timeline().span(track, "busy", watchedSincePs, loop.nowPs());
        }
    }

    private void handle(int event, long argument) {
        int request = (int) argument;
        EventHandler handler = requests.handler(request);
        int kind = requests.kind(request);
        long theirs = requests.argument(request);
        requests.giveBack(request);
        if (event == COMPLETE) {
            free();
        } else {
            acquired++;
        }
        handler.handle(kind, theirs);
    }
}
