package dirtysim.workloads.statistics;

import java.util.Map;

/**
 * Every observed value of what the figures give quantiles of, ascending.
 *
 * @param lifetimeUs from map to unmap in microseconds, by direction, by its name
 * @param reuseDistance map events from the unmap of an IOVA page to its next map
 */
public record Distributions(Map<String, long[]> lifetimeUs, long[] reuseDistance) {}
