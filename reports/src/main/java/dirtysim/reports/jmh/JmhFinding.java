package dirtysim.reports.jmh;

/**
 * A target and what one benchmark made of it.
 *
 * @param target what was to be reached
 * @param params of the benchmark, {@code size=100}; those of the target if it was not run
 * @param reference that the ratio is to; empty if it is about none
 * @param value the figure; NaN if it was not run
 * @param outcome what became of it
 */
public record JmhFinding(JmhTarget target, String params, String reference, double value, JmhOutcome outcome) {}
