/**
 * What the records say: {@link dirtysim.reports.compare.Comparison} puts the runs that differ in nothing but the scheme
 * side by side, {@link dirtysim.reports.compare.Measure} names the figures, and
 * {@link dirtysim.reports.compare.Verdict} puts them into words.
 *
 * <p>Read {@link dirtysim.reports.compare.Case} and {@link dirtysim.reports.compare.Measure} first; then {@link dirtysim.reports.compare.Ranker},
 * which says who is best at what, and {@link dirtysim.reports.compare.Scaling}, which says how costs grow. Nothing is drawn here, and nothing
 * is known of a run but its record.
 */
package dirtysim.reports.compare;
