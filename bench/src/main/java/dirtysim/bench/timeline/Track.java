package dirtysim.bench.timeline;

/** The spans of one track; the last is held back until the next says whether the two are drawn as one. */
final class Track {
    private static final String SEVERAL = "several";

    private final String name;
    private final int number;
    private final Joined joined = new Joined();
    private String what;
    private long beginPs;
    private long endPs;
    private long held;
    private long heldBusyPs;
    private long spans;
    private long drawn;

    Track(String name, int number) {
        this.name = name;
        this.number = number;
    }

    void span(TraceEvents events, String name, long fromPs, long toPs) {
        spans++;
        if (held > 0 && (fromPs == endPs && name.equals(what) || joined.near(beginPs, fromPs))) {
            what = what.equals(name) ? what : SEVERAL;
            endPs = toPs;
            held++;
            heldBusyPs += toPs - fromPs;
            return;
        }
        draw(events);
        what = name;
        beginPs = fromPs;
        endPs = toPs;
        held = 1;
        heldBusyPs = toPs - fromPs;
    }

    /** Draws what is held back. */
    void draw(TraceEvents events) {
        if (held == 0) {
            return;
        }
        if (drawn == 0) {
            events.track(number, name);
        }
        events.complete(number, what, beginPs, endPs, held, heldBusyPs);
        joined.drawn();
        drawn++;
        held = 0;
    }

    /** Draws what is held back, and from then on one by one again. */
    void anew(TraceEvents events) {
        draw(events);
        joined.anew();
    }

    String name() {
        return name;
    }

    long spans() {
        return spans;
    }

    long drawn() {
        return drawn;
    }

    long widestPs() {
        return joined.widestPs();
    }
}
