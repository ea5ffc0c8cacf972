package dirtysim.guest;

/** Hears of the operations of a {@link GuestReplay}, each at the simulated instant of the event loop. */
public interface ReplayListener {
    /** Takes no notice. */
    ReplayListener NOBODY = new ReplayListener() {
        @Override
        public void begins(int op) {}

        @Override
        public void completed(int op) {}
    };

    /**
     * The guest begins an operation. Under nesting it changes its entries at this instant.
     *
     * @param op index into the workload
     */
    void begins(int op);

    /**
     * The guest goes on: the operation is complete, an invalidation that it waits for too.
     *
     * @param op index into the workload
     */
    void completed(int op);
}
