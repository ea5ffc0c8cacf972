package dirtysim.engine;

/** A queue of ints, first in, first out unless asked otherwise, in a ring that doubles when it is full. */
final class IntRing {
    private int[] ring = new int[8];
    private int head;
    private int size;

    int size() {
        return size;
    }

    /** Adds at the tail. */
    void add(int value) {
        if (size == ring.length) {
            grow();
        }
        ring[(head + size) & (ring.length - 1)] = value;
        size++;
    }

    /** Removes the head; there must be one. */
    int poll() {
        int value = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return value;
    }

    /** Removes the tail; there must be one. */
    int pollLast() {
        size--;
        return ring[(head + size) & (ring.length - 1)];
    }

    /** Removes the n-th from the head, from 0, there must be one; the head takes its place. */
    int pollAndReplaceByHead(int n) {
        int at = (head + n) & (ring.length - 1);
        int value = ring[at];
        ring[at] = ring[head];
        head = (head + 1) & (ring.length - 1);
        size--;
        return value;
    }

    private void grow() {
        int[] larger = new int[2 * ring.length];
        int first = ring.length - head;
        System.arraycopy(ring, head, larger, 0, first);
        System.arraycopy(ring, 0, larger, first, head);
        ring = larger;
        head = 0;
    }
}
