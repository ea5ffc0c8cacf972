package dirtysim.workloads.statistics;

import org.agrona.collections.Long2LongHashMap;

/** How many different frames there are in each window of a time that only goes on: held over a while, or touched once. */
final class FrameWindows {
    private static final long NEVER = Long.MIN_VALUE;

    private final int[] counts;
    /** How often a frame is held now. */
    private final Long2LongHashMap held = new Long2LongHashMap(0);
    /** The last window that counted a frame while it was not held throughout. */
    private final Long2LongHashMap counted = new Long2LongHashMap(NEVER);
    /** Frames that are held now. */
    private int holding;

    private int window = -1;

    FrameWindows(int windows) {
        counts = new int[windows];
    }

    /** A frame is held from now on; as many ends follow as there were beginnings. */
    void begin(long frame, int at) {
        goOn(at);
        long times = held.get(frame);
        held.put(frame, times + 1);
        if (times == 0) {
            holding++;
            add(frame);
        }
    }

    /** A frame is held once less. */
    void end(long frame, int at) {
        goOn(at);
        long times = held.get(frame) - 1;
        if (times > 0) {
            held.put(frame, times);
        } else {
            held.remove(frame);
            holding--;
            // It was held at some time of this window, and so is counted.
            counted.put(frame, window);
        }
    }

    /** A frame is touched. */
    void touch(long frame, int at) {
        goOn(at);
        if (held.get(frame) == 0) {
            add(frame);
        }
    }

    /** Frames by window. */
    int[] counts() {
        goOn(counts.length);
        return counts.clone();
    }

    private void add(long frame) {
        if (counted.put(frame, window) != window && window >= 0 && window < counts.length) {
            counts[window]++;
        }
    }

    /** What is held when a window begins counts in it. */
    private void goOn(int at) {
        while (window < Math.min(at, counts.length)) {
            window++;
            if (window < counts.length) {
                counts[window] = holding;
            }
        }
    }
}
