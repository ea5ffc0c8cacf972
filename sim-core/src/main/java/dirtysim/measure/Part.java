package dirtysim.measure;

/**
 * Kinds of {@link Cost}, coarse enough for columns of a table: what an operation's elapsed time is the sum of. Every cost is of
 * one kind.
 */
public enum Part {
    /** Reading entries in search of D bits, or a device's report. */
    WALK("walk"),
    /** Clearing D bits, and the bits set for them. */
    CLEAR("clear"),
    /** IOVA to GFN. */
    TRANSLATE("translate"),
    /** Bits set in software bitmaps and logs. */
    MARK("mark"),
    /** Invalidations. */
    INVALIDATE("invalidate"),
    /** Waiting for a lock, the invalidation queue or memory. */
    WAIT("wait"),
    /** Handing a bitmap over. */
    COPY("copy"),
    /** VM exits. */
    EXIT("exit"),
    /** System calls. */
    IOCTL("ioctl"),
    /** Pinning pages. */
    PIN("pin"),
    /** Writing and clearing page-table entries. */
    TABLE("table"),
    /** All else. */
    OTHER("other");

    private final String id;

    Part(String id) {
        this.id = id;
    }

    /** The name of the kind in columns and records. */
    public String id() {
        return id;
    }
}
