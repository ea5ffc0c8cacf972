package dirtysim.guest;

/** The operations of body and seam, as one replay reads them: each CPU at its own speed, again in each pass. */
public interface OperationFeed extends AutoCloseable {
    /** Goes back to the start of the body. To be called before the first read too. */
    void beginPass();

    /**
     * Reads the next operation of the body that a CPU issues.
     *
     * @return whether there is one in this pass
     */
    boolean body(int cpu, Operation into);

    /**
     * Reads the next operation of the seam, which is CPU 0's; when the body has been read for all CPUs.
     *
     * @return whether there is one in this pass
     */
    boolean seam(Operation into);

    /** Hears that a CPU has completed an operation of this pass, and with it all before that it has read. */
    default void completed(int cpu, long number) {}

    /** Gives back what it holds. */
    @Override
    void close();
}
