package dirtysim.swarm;

/** A mapping as the guest's driver knows it. */
final class GuestBuffer {
    /** Its life, in this order. */
    enum State {
        MAPPING,
        LIVE,
        /** The driver waits for accesses under way to end. */
        RETIRING,
        UNMAPPING,
        UNFLUSHED,
        FLUSHING,
        GONE
    }

    final int number;
    final int device;
    final int slot;
    final int[] pages;
    final boolean writable;
    State state = State.MAPPING;
    int accesses;
    /** CPU that unmaps it; -1 before. */
    int unmappedBy = -1;

    boolean lazily;

    GuestBuffer(int number, int device, int slot, int[] pages, boolean writable) {
        this.number = number;
        this.device = device;
        this.slot = slot;
        this.pages = pages;
        this.writable = writable;
    }

    /** Whether a device may begin an access. */
    boolean accessible(boolean careless) {
        return state == State.LIVE || (careless && state != State.MAPPING && state != State.GONE);
    }
}
