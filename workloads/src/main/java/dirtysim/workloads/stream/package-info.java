/**
 * Replay of a {@code .dtrace} that need not fit memory: its records are read block by block while the replay goes on, and
 * again in each pass. In memory is what is mapped, what CPUs that are behind have still to perform, and one block.
 *
 * <p>{@link dirtysim.workloads.stream.StreamedTrace} reads a file once for what must be known before ({@code ReplayFacts}),
 * {@link dirtysim.workloads.stream.StreamedWorkload} a second time, to see what a replay of it would map and mend. {@code
 * CallJoiner} joins the segments of mapping calls as they come by, {@link dirtysim.guest.OperationMaker} makes operations of
 * them, and {@code OperationQueue} keeps those for their CPU. The operations are those that {@link dirtysim.workloads.replay}
 * makes of the same file in memory.
 */
package dirtysim.workloads.stream;
