package dirtysim.reports.jmh;

import java.util.Locale;

/** What became of a target. */
public enum JmhOutcome {
    /** The figure keeps the limit; of a ratio, its whole interval does. */
    MET,
    /** It does not; of a ratio, no part of its interval does. */
    MISSED,
    /** The limit lies within the interval of the ratio: neither is shown. */
    UNCLEAR,
    /** No benchmark of the run is what the target is about, or its allocation was not counted. */
    NOT_RUN;

    /** As people read it: {@code not run}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
