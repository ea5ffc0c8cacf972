/**
 * What replications carry: {@link dirtysim.reports.statistics.Estimate} of a mean, and
 * {@link dirtysim.reports.statistics.Differences} between schemes under the same seeds.
 */
package dirtysim.reports.statistics;
