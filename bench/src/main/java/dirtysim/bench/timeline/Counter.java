package dirtysim.bench.timeline;

/** The values of one counter; of those within one window the last is drawn, at its own time. */
final class Counter {
    private final String name;
    private final Joined joined = new Joined();
    private boolean held;
    private long windowBeganPs;
    private long atPs;
    private long value;

    Counter(String name) {
        this.name = name;
    }

    void count(TraceEvents events, long nowPs, long now) {
        if (held && !joined.near(windowBeganPs, nowPs)) {
            draw(events);
        }
        if (!held) {
            windowBeganPs = nowPs;
        }
        held = true;
        atPs = nowPs;
        value = now;
    }

    /** Draws what is held back. */
    void draw(TraceEvents events) {
        if (held) {
            events.count(name, atPs, value);
            joined.drawn();
            held = false;
        }
    }

    /** Draws what is held back, and from then on one by one again. */
    void anew(TraceEvents events) {
        draw(events);
        joined.anew();
    }
}
