package dirtysim.workloads;

/**
 * A recorded trace that comes with the program.
 *
 * @param name what {@link Traces#open} calls it
 * @param description one line
 */
public record BundledTrace(String name, String description) {}
