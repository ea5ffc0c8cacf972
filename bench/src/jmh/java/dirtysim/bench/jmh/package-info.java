/**
 * JMH benchmarks, run by {@code mvn verify -Pjmh}; bench/README says how. A wall-clock figure says as much about the machine as
 * about the program, so every one is read as a ratio to a reference kernel of the same run:
 *
 * <ul>
 *   <li>A class is one subject. Its benchmarks whose names begin with {@code reference} are the reference kernels ({@code
 *       reference}, {@code referenceArraycopy}); every other benchmark of the class is set beside each of them. The ratio is
 *       time of an operation by time of an operation of the reference, whatever the mode.
 *   <li>A benchmark is paired with the reference under the same values of those {@code @Param}s that both have, so that a reference
 *       may have fewer.
 *   <li>Modes are average time, throughput and single shot. Sampled times have no iterations to compare and are refused.
 *   <li>Benchmark and reference do the same work an operation, or say with {@code @OperationsPerInvocation} how much it is.
 *   <li>Two forks or more where a target hangs on it: the interval comes from forks drawn anew, and of iterations within them.
 * </ul>
 *
 * <p>Targets are lines of {@code src/jmh/targets.csv}: {@code benchmark} ({@code Class.method}), {@code reference} (empty: each),
 * {@code params} ({@code size=100 kind=x}, or a part of them; empty: every combination), {@code quantity} ({@code ratio} at most,
 * {@code bytes} allocated an operation at most, {@code per_second} operations at least), {@code limit}, {@code source}. One that is
 * missed is shown as missed, and one whose benchmark was not run as not run.
 */
package dirtysim.bench.jmh;
