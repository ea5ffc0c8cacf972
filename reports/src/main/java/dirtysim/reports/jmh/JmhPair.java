package dirtysim.reports.jmh;

/**
 * A benchmark beside one of its references.
 *
 * @param run the benchmark
 * @param reference the kernel that it is read against
 * @param ratio of the two
 */
public record JmhPair(JmhRun run, JmhRun reference, Ratio ratio) {}
