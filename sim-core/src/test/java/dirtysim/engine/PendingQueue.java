package dirtysim.engine;

/** What every implementation of the queue of pending events must do; see {@link EventQueue} for the contract. */
interface PendingQueue {
    /** Adds an event and returns its slot, which no other pending event has. */
    int add(long timePs);

    void remove(int slot);

    long firstPs();

    int poll();

    int size();

    /** How many slots were ever taken at once. */
    int slots();

    /** The ladder queue. */
    static PendingQueue ladder() {
        EventSlots slots = new EventSlots();
        EventQueue queue = new EventQueue(slots);
        EventHandler nobody = (kind, argument) -> {};
        return new PendingQueue() {
            private int most;

            @Override
            public int add(long timePs) {
                int slot = EventSlots.taken(slots.take(nobody, 0, 0));
                queue.add(slot, timePs);
                most = Math.max(most, slot + 1);
                return slot;
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
                int slot = queue.poll();
                slots.giveBack(slot);
                return slot;
            }

            @Override
            public int size() {
                return queue.size();
            }

            @Override
            public int slots() {
                return most;
            }
        };
    }
}
