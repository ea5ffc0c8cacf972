/**
 * Benchmarks of the program itself, from the JSON results of JMH: the only wall-clock measures there are. Each is read as a ratio
 * to a reference kernel of the same run ({@link dirtysim.reports.jmh.JmhStudy} says how the two are found), with an interval
 * ({@link dirtysim.reports.jmh.Ratio}), and held against targets.
 *
 * <p>None of it is a column of {@code results.csv}, and the gate does not look at it: two runs never agree to the last digit.
 *
 * <p>Read {@link dirtysim.reports.jmh.JmhJson}, then {@link dirtysim.reports.jmh.JmhStudy},
 * {@link dirtysim.reports.jmh.JmhPair} and {@link dirtysim.reports.jmh.JmhFinding}.
 */
package dirtysim.reports.jmh;
