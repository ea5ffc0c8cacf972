package dirtysim.engine;

/** Who gets a {@link Server} that becomes free, of those that wait. */
public enum QueueOrder {
    /** Whoever waits longest, as with a ticket or queued spin lock. */
    FIFO,
    /** Whoever came last, as an unfair lock may have it whose word is still in the newcomer's cache. */
    LIFO,
    /** Any, each as likely. */
    RANDOM
}
