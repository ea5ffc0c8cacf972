package dirtysim.check;

import java.util.Arrays;

/** The states met, in the order in which they were met, each with the state and the move that it was first reached by. */
final class StateStore {
    private static final int NOT_FOUND = -1;

    private long[][] words = new long[Codec.WORDS][1 << 12];
    private int[] parent = new int[1 << 12];
    private byte[] move = new byte[1 << 12];
    private int size;
    /** Open addressing: index of a state plus 1, or 0. */
    private int[] slots = new int[1 << 13];

    /** Number of states. */
    int size() {
        return size;
    }

    /** A word of a state's key. */
    long word(int state, int n) {
        return words[n][state];
    }

    /**
     * Adds a state.
     *
     * @return whether it is new
     */
    boolean add(Codec key, int from, int by) {
        int slot = slotOf(key.word(0), key.word(1), key.word(2));
        if (slots[slot] != 0) {
            return false;
        }
        if (size == parent.length) {
            growStates();
        }
        for (int n = 0; n < Codec.WORDS; n++) {
            words[n][size] = key.word(n);
        }
        parent[size] = from;
        move[size] = (byte) by;
        slots[slot] = ++size;
        if (size * 2 > slots.length) {
            growSlots();
        }
        return true;
    }

    private int slotOf(long first, long second, long third) {
        long mixed = (first * 0x9e37_79b9_7f4a_7c15L ^ second) * 0xbf58_476d_1ce4_e5b9L ^ third;
        mixed = (mixed ^ mixed >>> 29) * 0x94d0_49bb_1331_11ebL;
        int slot = (int) (mixed >>> 32) & (slots.length - 1);
        while (slots[slot] != 0) {
            int state = slots[slot] - 1;
            if (words[0][state] == first && words[1][state] == second && words[2][state] == third) {
                return slot;
            }
            slot = slot + 1 & (slots.length - 1);
        }
        return slot;
    }

    private void growStates() {
        int larger = size * 2;
        for (int n = 0; n < Codec.WORDS; n++) {
            words[n] = Arrays.copyOf(words[n], larger);
        }
        parent = Arrays.copyOf(parent, larger);
        move = Arrays.copyOf(move, larger);
    }

    private void growSlots() {
        slots = new int[slots.length * 2];
        for (int state = 0; state < size; state++) {
            slots[slotOf(words[0][state], words[1][state], words[2][state])] = state + 1;
        }
    }

    /** The moves that lead from the first state to one, in their order. */
    int[] path(int state) {
        int length = 0;
        for (int at = state; parent[at] != NOT_FOUND; at = parent[at]) {
            length++;
        }
        int[] path = new int[length];
        for (int at = state; parent[at] != NOT_FOUND; at = parent[at]) {
            path[--length] = move[at];
        }
        return path;
    }
}
