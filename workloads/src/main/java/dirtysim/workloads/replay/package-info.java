/**
 * From a recording to a {@link dirtysim.guest.Workload}: the segments of a mapping call become one mapping, the part
 * between the workload marks becomes the body, and what a lossy recording lacks is mended by the builder and noted.
 */
package dirtysim.workloads.replay;
