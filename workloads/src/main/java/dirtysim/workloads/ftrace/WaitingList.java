package dirtysim.workloads.ftrace;

/**
 * Maps, or unmaps, of one task that wait for their dma event, newest first. Interrupts nest like a stack and finish
 * their own calls, so what an event explains is among the newest; older ones lost their event.
 */
final class WaitingList {
    /** Stale entries that a search passes over before it gives up. */
    private static final int MISSES = 64;

    private Held newest;

    boolean isEmpty() {
        return newest == null;
    }

    void add(Held held) {
        held.waitingIn = this;
        held.older = newest;
        if (newest != null) {
            newest.newer = held;
        }
        newest = held;
    }

    void remove(Held held) {
        if (held.newer == null) {
            newest = held.older;
        } else {
            held.newer.older = held.older;
        }
        if (held.older != null) {
            held.older.newer = held.newer;
        }
        held.waitingIn = null;
        held.older = null;
        held.newer = null;
    }

    /** The newest that lies in {@code [from, to)}, taken out; null when there is none. */
    Held takeWithin(long from, long to) {
        int misses = 0;
        for (Held held = newest; held != null && misses < MISSES; held = held.older) {
            if (held.address >= from && held.end() <= to) {
                remove(held);
                return held;
            }
            misses++;
        }
        return null;
    }

    /** The end of the run of adjoining ranges, newest last, that begins at {@code from}; {@code fallback} without one. */
    long endOfRun(long from, long fallback) {
        if (newest == null) {
            return fallback;
        }
        long above = newest.address;
        for (Held held = newest.older; held != null && above != from && held.end() == above; held = held.older) {
            above = held.address;
        }
        return above == from ? newest.end() : fallback;
    }
}
