/**
 * Shaping: from recordings to another one that is faster, longer, has more devices or more memory. Pure functions over
 * {@link dirtysim.workloads.record.TraceRecords}; {@link dirtysim.workloads.shape.Shaper} is the entrance and
 * {@link dirtysim.workloads.shape.Shape} says what is wanted:
 *
 * <pre>{@code
 * NamedRecording shaped = Shaper.shape(
 *         List.of(new NamedRecording("mine", records, provenance)),
 *         Shape.UNCHANGED.withDevices(64).withRate(12_500_000_000.0).withRamBytes(1L << 40));
 * }</pre>
 *
 * <p>A recording is first made a {@linkplain dirtysim.workloads.shape.Cycle cycle}: what is mapped when its workload begins,
 * the operations of the workload as replay sees them, and a seam that unmaps what is still mapped and maps again what was
 * mapped at the beginning. A cycle can be repeated, begun at any of its points and cut anywhere without mapping anything
 * twice, and everything else is built of that. What is done, in this order: time is scaled, recordings are merged, devices
 * multiplied, memory placed, the whole repeated. The provenance of the outcome says each step in a sentence.
 *
 * <p>Not done: contention between the devices that were multiplied, which is up to the simulation, and queues that a faster
 * device would have deeper; a faster recording does the same in less time.
 *
 * <p>API: {@link dirtysim.workloads.shape.Shape}. The rest is internal.
 */
package dirtysim.workloads.shape;
