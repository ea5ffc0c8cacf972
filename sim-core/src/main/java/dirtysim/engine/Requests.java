package dirtysim.engine;

import java.util.Arrays;

/** The requests that a {@link Server} holds or keeps waiting, by number; a number is used again after its request. */
final class Requests {
    /** Service time of a request that holds its server until it is released. */
    static final long UNTIL_RELEASED = -1;

    private long[] madePs = new long[8];
    private long[] servicePs = new long[8];
    private EventHandler[] handlers = new EventHandler[8];
    private int[] kinds = new int[8];
    private long[] arguments = new long[8];
    private int[] free = new int[8];
    private int freeCount;
    private int used;

    /** Takes a number for a request. */
    int take(long nowPs, long servicePs, EventHandler handler, int kind, long argument) {
        int request = freeCount > 0 ? free[--freeCount] : used++;
        if (request == handlers.length) {
            grow();
        }
        this.madePs[request] = nowPs;
        this.servicePs[request] = servicePs;
        this.handlers[request] = handler;
        this.kinds[request] = kind;
        this.arguments[request] = argument;
        return request;
    }

    /** Gives a number back. */
    void giveBack(int request) {
        handlers[request] = null;
        free[freeCount++] = request;
    }

    /** When it was made. */
    long madePs(int request) {
        return madePs[request];
    }

    /** How long it holds its server, or {@link #UNTIL_RELEASED}. */
    long servicePs(int request) {
        return servicePs[request];
    }

    /** Whom to call. */
    EventHandler handler(int request) {
        return handlers[request];
    }

    /** The handler's own code. */
    int kind(int request) {
        return kinds[request];
    }

    /** The handler's own number. */
    long argument(int request) {
        return arguments[request];
    }

    private void grow() {
        int length = 2 * handlers.length;
        madePs = Arrays.copyOf(madePs, length);
        servicePs = Arrays.copyOf(servicePs, length);
        handlers = Arrays.copyOf(handlers, length);
        kinds = Arrays.copyOf(kinds, length);
        arguments = Arrays.copyOf(arguments, length);
        free = Arrays.copyOf(free, length);
    }
}
