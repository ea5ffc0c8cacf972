/**
 * Runs that other machines perform, whatever carries the words between them: Apache Spark does in the module {@code bench/spark}.
 *
 * <p>{@link dirtysim.bench.remote.Order} is what is sent and {@link dirtysim.bench.remote.Answer} what comes back, both text.
 * {@link dirtysim.bench.remote.RemoteSimulator} sends orders in place of simulating, and {@link dirtysim.bench.remote.RemoteRuns}
 * carries them out. Files are not sent: all machines see the same ones. Warm-ups that a rule finds are found by the machine that
 * sends.
 *
 * <p>Read them in this order.
 */
package dirtysim.bench.remote;
