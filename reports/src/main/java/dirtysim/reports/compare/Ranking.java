package dirtysim.reports.compare;

/**
 * The answer to "which scheme for what" for one measure.
 *
 * @param question what is asked for, such as "Shortest downtime"
 * @param best the scheme or schemes that do best
 * @param detail on how many traces, and what it costs there
 * @param others how the other schemes fare against it; empty when there are none
 */
public record Ranking(String question, String best, String detail, String others) {}
