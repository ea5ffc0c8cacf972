package dirtysim.guest;

/** Hears of the operations of a {@link GuestReplay}, each at the simulated instant of the event loop. */
public interface ReplayListener {
    /** Takes no notice. */
    ReplayListener NOBODY = new ReplayListener() {
        @Override
        public void begins(Operation op) {}

        @Override
        public void completed(Operation op) {}
    };

    /**
     * The guest begins an operation. Under nesting it changes its entries at this instant.
     *
     * @param op the operation, valid during the call
     */
    void begins(Operation op);

    /**
     * The guest goes on: the operation is complete, an invalidation that it waits for too.
     *
     * @param op the operation, valid during the call
     */
    void completed(Operation op);
}
