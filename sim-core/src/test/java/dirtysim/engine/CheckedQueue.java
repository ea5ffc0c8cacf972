package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/** A queue under test beside {@link PriorityQueue}: whatever is done to the one is done to the other and compared. */
final class CheckedQueue {
    private static final class Entry {
        final long timePs;
        final long sequence;
        final int slot;
        int place;

        Entry(long timePs, long sequence, int slot) {
            this.timePs = timePs;
            this.sequence = sequence;
            this.slot = slot;
        }
    }

    private final PendingQueue queue;
    private final String label;
    private final PriorityQueue<Entry> oracle = new PriorityQueue<>(
            Comparator.<Entry>comparingLong(entry -> entry.timePs).thenComparingLong(entry -> entry.sequence));
    private final List<Entry> pending = new ArrayList<>();
    private final Set<Integer> slotsInUse = new HashSet<>();
    private long sequence;
    private long nowPs;

    CheckedQueue(PendingQueue queue, String label) {
        this.queue = queue;
        this.label = label;
    }

    long nowPs() {
        return nowPs;
    }

    int size() {
        return pending.size();
    }

    /** Adds after a delay, at the latest at the end of time. */
    void add(long delayPs) {
        long timePs = nowPs + Math.min(delayPs, Long.MAX_VALUE - nowPs);
        Entry entry = new Entry(timePs, sequence++, queue.add(timePs));
        entry.place = pending.size();
        pending.add(entry);
        oracle.add(entry);
        assertTrue(slotsInUse.add(entry.slot), () -> label + ": slot " + entry.slot + " is in use");
        assertEquals(pending.size(), queue.size(), label);
    }

    /** Removes the event at a place among the pending ones, in no particular order. */
    void remove(int place) {
        Entry entry = pending.get(place);
        forget(entry);
        queue.remove(entry.slot);
        assertEquals(pending.size(), queue.size(), label);
    }

    void checkFirst() {
        assertEquals(first().timePs, queue.firstPs(), label);
    }

    void poll() {
        Entry expected = first();
        assertTrue(expected.timePs >= nowPs, label);
        int slot = queue.poll();
        assertEquals(expected.slot, slot, () -> label + ": wrong event at " + expected.timePs + " ps");
        nowPs = expected.timePs;
        oracle.remove();
        forget(expected);
        assertEquals(pending.size(), queue.size(), label);
    }

    void drain() {
        while (size() > 0) {
            poll();
        }
    }

    private Entry first() {
        while (oracle.element().place < 0) {
            oracle.remove();
        }
        return oracle.element();
    }

    private void forget(Entry entry) {
        Entry last = pending.remove(pending.size() - 1);
        if (last != entry) {
            pending.set(entry.place, last);
            last.place = entry.place;
        }
        entry.place = -1;
        slotsInUse.remove(entry.slot);
    }
}
