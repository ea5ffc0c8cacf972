/**
 * From a recording to a {@link dirtysim.guest.Workload}: the segments of a mapping call become one mapping, the part
 * between the workload marks becomes the body, and what a lossy recording lacks is mended by the builder and noted.
 *
 * <p>Read {@link dirtysim.workloads.replay.WorkloadConverter} first. {@link dirtysim.workloads.replay.AccessPlaces} is apart from it: it orders
 * recorded device accesses among the records of their trace. All of it is done in memory; recordings that do not fit there are replayed by
 * {@link dirtysim.workloads.stream}.
 */
package dirtysim.workloads.replay;
