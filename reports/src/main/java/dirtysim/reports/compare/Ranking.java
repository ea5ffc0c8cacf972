package dirtysim.reports.compare;

/**
 * The answer to "which scheme for what" for one measure.
 *
 * @param question what is asked for, such as "Shortest downtime"
 * @param answer the scheme or schemes that do best, and on how many traces
 * @param others how the other schemes fare against it; empty when there are none
 */
public record Ranking(String question, String answer, String others) {}
