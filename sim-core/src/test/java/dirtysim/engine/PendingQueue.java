package dirtysim.engine;

/** What every implementation of the queue of pending events must do; see {@link EventQueue} for the contract. */
interface PendingQueue {
    void add(int slot, long timePs);

    void remove(int slot);

    long firstPs();

    int poll();

    int size();

    /** The ladder queue. */
    static PendingQueue ladder() {
        EventQueue queue = new EventQueue();
        return new PendingQueue() {
            @Override
            public void add(int slot, long timePs) {
                queue.add(slot, timePs);
            }

            @Override
            public void remove(int slot) {
                queue.remove(slot);
            }

            @Override
            public long firstPs() {
                return queue.firstPs();
            }

            @Override
            public int poll() {
                return queue.poll();
            }

            @Override
            public int size() {
                return queue.size();
            }
        };
    }
}
