/**
 * What replications carry: {@link dirtysim.reports.statistics.Estimate} of a mean, and
 * {@link dirtysim.reports.statistics.PairedDifferences} between schemes under the same seeds; read them in this order.
 *
 * <p>Seeds are taken as independent and means as normal (Student); there is no test of that, and no interval for a quantile.
 */
package dirtysim.reports.statistics;
