package dirtysim.engine;

/**
 * Hears what happened when, for somebody who wants to draw it. What is told changes nothing in the simulation. Not thread-safe,
 * like the {@link EventLoop} that hands it to its servers.
 *
 * <p>The spans of a track are told in the order of time, and do not overlap. Whoever tells of them asks {@link
 * EventLoop#watched()} first, so that nothing is done for a simulation that nobody watches.
 */
public interface Timeline {
    /** Hears nothing. */
    Timeline NOBODY = new Timeline() {
        @Override
        public int track(String name) {
            return 0;
        }

        @Override
        public int counter(String name) {
            return 0;
        }

        @Override
        public void span(int track, String name, long beginPs, long endPs) {}

        @Override
        public void count(int counter, long atPs, long value) {}

        @Override
        public void begins(long atPs) {}

        @Override
        public void stops(long atPs) {}
    };

    /**
     * Announces a track: something that does one thing at a time, such as a server.
     *
     * @param name what it is called
     * @return its number, for {@link #span}
     */
    int track(String name);

    /**
     * Announces a number that changes with time.
     *
     * @param name what it counts
     * @return its number, for {@link #count}
     */
    int counter(String name);

    /**
     * Something is over.
     *
     * @param track who did it
     * @param name what it was
     * @param beginPs when it began, not before the end of the span before
     * @param endPs when it ended
     */
    void span(int track, String name, long beginPs, long endPs);

    /**
     * A number has changed.
     *
     * @param counter which
     * @param atPs when
     * @param value what it is now
     */
    void count(int counter, long atPs, long value);

    /** The migration begins; what has ended before is of no interest. */
    void begins(long atPs);

    /** The guest is stopped; what follows is worth a closer look. */
    void stops(long atPs);
}
