package dirtysim.bench.sweep;

/** Told of every run that has ended, from any thread. */
@FunctionalInterface
public interface Progress extends AutoCloseable {
    /** Says nothing. */
    Progress SILENT = () -> {};

    /** One more run has ended. */
    void step();

    /**
     * One more run has ended.
     *
     * @param events events that its loop dispatched
     */
    default void step(long events) {
        step();
    }

    @Override
    default void close() {}
}
