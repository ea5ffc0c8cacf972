package dirtysim.engine;

import java.util.Arrays;

/**
 * What pending events carry, and the handles by which they are known outside. A slot is taken for each event and used
 * again after it; a handle is a slot with its generation, the number of times it was taken. A slot whose generations
 * are used up is retired, so a handle names one event for ever. No handle is 0 or negative.
 */
final class EventSlots {
    private EventHandler[] handlers = new EventHandler[64];
    private int[] kinds = new int[64];
    private long[] arguments = new long[64];
    private int[] generations = new int[64];
    private int[] free = new int[64];
    private final int lastGeneration;
    private int freeCount;
    private int used;

    EventSlots() {
        this(Integer.MAX_VALUE);
    }

    /** Slots that are retired after this generation, 1 or more. */
    EventSlots(int lastGeneration) {
        this.lastGeneration = lastGeneration;
    }

    /** Takes a slot for an event. */
    int take(EventHandler handler, int kind, long argument) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == handlers.length) {
            grow();
        }
        handlers[slot] = handler;
        kinds[slot] = kind;
        arguments[slot] = argument;
        generations[slot]++;
        return slot;
    }

    /** Gives a slot back; its handle is stale from now on. */
    void giveBack(int slot) {
        handlers[slot] = null;
        if (generations[slot] < lastGeneration) {
            free[freeCount++] = slot;
        }
    }

    /** The handle of the event that has taken a slot. */
    long handle(int slot) {
        return ((long) generations[slot] << Integer.SIZE) | slot;
    }

    /** The slot of a handle, or -1 if its event is gone or it never was a handle. */
    int slotOf(long handle) {
        int slot = (int) handle;
        boolean current = slot >= 0
                && slot < used
                && generations[slot] == (int) (handle >>> Integer.SIZE)
                && handlers[slot] != null;
        return current ? slot : -1;
    }

    /** Whom to call. */
    EventHandler handler(int slot) {
        return handlers[slot];
    }

    /** The handler's own code. */
    int kind(int slot) {
        return kinds[slot];
    }

    /** The handler's own number. */
    long argument(int slot) {
        return arguments[slot];
    }

    private void grow() {
        int length = 2 * handlers.length;
        handlers = Arrays.copyOf(handlers, length);
        kinds = Arrays.copyOf(kinds, length);
        arguments = Arrays.copyOf(arguments, length);
        generations = Arrays.copyOf(generations, length);
        free = Arrays.copyOf(free, length);
    }
}
