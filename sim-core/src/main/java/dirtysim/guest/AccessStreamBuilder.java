package dirtysim.guest;

import java.util.Arrays;

/** Gathers an {@link AccessStream}. */
final class AccessStreamBuilder {
    long[] timePs = new long[1024];
    long[] iova = new long[1024];
    short[] bytes = new short[1024];
    boolean[] write = new boolean[1024];
    int[] mappedBy = new int[1024];
    int[] mappedOn = new int[1024];
    int size;

    /**
     * Adds an access.
     *
     * @param atPs since the start of the body; not before the last one's time, or that is taken
     * @param mapOp the operation that made its mapping, or {@link AccessStream#SETUP}
     * @param mapCpu that operation's CPU
     * @return its number
     */
    int add(long atPs, long address, int length, boolean writes, long mapOp, int mapCpu) {
        if (size == timePs.length) {
            int larger = size * 2;
            timePs = Arrays.copyOf(timePs, larger);
            iova = Arrays.copyOf(iova, larger);
            bytes = Arrays.copyOf(bytes, larger);
            write = Arrays.copyOf(write, larger);
            mappedBy = Arrays.copyOf(mappedBy, larger);
            mappedOn = Arrays.copyOf(mappedOn, larger);
        }
        timePs[size] = size == 0 ? atPs : Math.max(atPs, timePs[size - 1]);
        iova[size] = address;
        bytes[size] = (short) length;
        write[size] = writes;
        mappedBy[size] = (int) mapOp;
        mappedOn[size] = mapCpu;
        return size++;
    }

    /** When the last one was made, or 0. */
    long lastPs() {
        return size == 0 ? 0 : timePs[size - 1];
    }
}
