/**
 * What the records say: {@link dirtysim.reports.compare.Comparison} puts the runs that differ in nothing but the scheme
 * side by side, {@link dirtysim.reports.compare.Measure} names the figures, and
 * {@link dirtysim.reports.compare.Verdict} puts them into words.
 */
package dirtysim.reports.compare;
