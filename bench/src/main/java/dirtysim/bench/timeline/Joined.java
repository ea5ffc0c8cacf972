package dirtysim.bench.timeline;

/** When spans, or values, are near enough to each other to be drawn as one: the window of a track. */
final class Joined {
    /** Drawn events after which the window doubles. */
    static final int EVENTS = 512;

    private static final long FIRST_PS = 1_000_000;

    private long windowPs;
    private long widestPs;
    private int drawn;

    /** Whether what begins at an instant belongs to what began at an earlier one. */
    boolean near(long earlierPs, long atPs) {
        return atPs - earlierPs < windowPs;
    }

    /** An event has been drawn. */
    void drawn() {
        if (++drawn == EVENTS) {
            drawn = 0;
            windowPs = windowPs == 0 ? FIRST_PS : windowPs * 2;
            widestPs = Math.max(widestPs, windowPs);
        }
    }

    /** From now on one by one again. */
    void anew() {
        windowPs = 0;
        drawn = 0;
    }

    /** The widest that it ever was; 0 if nothing was joined. */
    long widestPs() {
        return widestPs;
    }
}
