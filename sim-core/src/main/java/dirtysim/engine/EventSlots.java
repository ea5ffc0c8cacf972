package dirtysim.engine;

import java.util.Arrays;

/**
 * The records of the events, and the handles by which they are known outside. A slot is taken for each event and used
 * again after it; a handle is a slot with its generation, the number of times it was taken. A slot whose generations
 * are used up is retired, so a handle names one event for ever. No handle is 0 or negative.
 *
 * <p>A slot that is free still refers to its last handler: to clear and set a reference each time costs a garbage
 * collector's barrier, and most often it is the same handler again.
 */
final class EventSlots {
    /** A slot takes 1 &lt;&lt; so many longs. */
    private static final int SHIFT = 1;

    private static final int ARGUMENT = 0;

    /** The kind with the generation above it, which is negative unless the event is pending. */
    private static final int STATE = 1;

    private static final long HALF_MASK = 0xffff_ffffL;
    private static final long ONE_GENERATION = 1L << Integer.SIZE;
    private static final long GENERATION_MASK = Long.MAX_VALUE & ~HALF_MASK;

    private static final int NONE = -1;

    private EventHandler[] handlers = new EventHandler[64];
    private long[] slots = new long[64 << SHIFT];
    private final int lastGeneration;

    /** The slot that was given back last, whose argument is the one before it. */
    private int free = NONE;

    private int used;

    EventSlots() {
        this(Integer.MAX_VALUE);
    }

    /** Slots that are retired after this generation, 1 or more. */
    EventSlots(int lastGeneration) {
        this.lastGeneration = lastGeneration;
    }

    /** Takes a slot for an event, and returns its handle. */
    long take(EventHandler handler, int kind, long argument) {
        int slot = free;
        if (slot == NONE) {
            slot = used++;
            if (slot == handlers.length) {
                grow();
            }
        } else {
            free = (int) slots[(slot << SHIFT) + ARGUMENT];
        }
        if (handlers[slot] != handler) {
            handlers[slot] = handler;
        }
        int at = slot << SHIFT;
        long generation = (slots[at + STATE] & GENERATION_MASK) + ONE_GENERATION;
        slots[at + ARGUMENT] = argument;
        slots[at + STATE] = generation | kind & HALF_MASK;
        return generation | slot;
    }

    /** From now on the event is not pending and its handle is stale, but the slot is not free yet. */
    void cancel(int slot) {
        slots[(slot << SHIFT) + STATE] |= Long.MIN_VALUE;
    }

    /** Gives a slot back; its handle is stale from now on. */
    void giveBack(int slot) {
        cancel(slot);
        if ((generation(slot) & Integer.MAX_VALUE) < lastGeneration) {
            slots[(slot << SHIFT) + ARGUMENT] = free;
            free = slot;
        }
    }

    /** The slot of the event that a handle names, which is taken. */
    static int taken(long handle) {
        return (int) handle;
    }

    /** The slot of a handle, or -1 if its event is gone or it never was a handle. */
    int slotOf(long handle) {
        int slot = (int) handle;
        boolean current = handle > 0 && slot >= 0 && slot < used && generation(slot) == (int) (handle >>> Integer.SIZE);
        return current ? slot : -1;
    }

    /** Whether a slot is taken by an event that was not cancelled. */
    boolean pending(int slot) {
        return slots[(slot << SHIFT) + STATE] >= 0;
    }

    /**
     * The same, which reads all that dispatching the event will want: who asks for many in a row has the cache misses
     * overlap, which would else come one by one.
     */
    boolean pendingAndNear(int slot) {
        return pending(slot) & handlers[slot] != null;
    }

    /** Whom to call. */
    EventHandler handler(int slot) {
        return handlers[slot];
    }

    /** The handler's own code. */
    int kind(int slot) {
        return (int) slots[(slot << SHIFT) + STATE];
    }

    /** The handler's own number. */
    long argument(int slot) {
        return slots[(slot << SHIFT) + ARGUMENT];
    }

    private int generation(int slot) {
        return (int) (slots[(slot << SHIFT) + STATE] >>> Integer.SIZE);
    }

    private void grow() {
        int length = 2 * handlers.length;
        handlers = Arrays.copyOf(handlers, length);
        slots = Arrays.copyOf(slots, length << SHIFT);
    }
}
