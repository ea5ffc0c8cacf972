package dirtysim.host;

/** The way by which a bitmap that a kernel driver keeps reaches the VMM. */
public enum HandOver {
    /** One copy of the whole bitmap to user space, as {@code KVM_GET_DIRTY_LOG} makes it. */
    COPY("copy");

    private final String id;

    HandOver(String id) {
        this.id = id;
    }

    /** Stable id, as written in suites. */
    public String id() {
        return id;
    }
}
