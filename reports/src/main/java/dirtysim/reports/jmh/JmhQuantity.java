package dirtysim.reports.jmh;

import java.util.Locale;

/** What a target is about. */
public enum JmhQuantity {
    /** Time of an operation by that of a reference; at most the limit. */
    RATIO,
    /** Bytes allocated an operation; at most the limit. */
    BYTES,
    /** Operations a second; at least the limit. */
    PER_SECOND;

    /** As it is written in files: {@code per_second}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
