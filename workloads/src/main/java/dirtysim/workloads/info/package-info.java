/**
 * What there is to say of a trace to a person: {@link dirtysim.workloads.info.TraceInfo} gathers it as sections of rows, the
 * same for the page of text and for the HTML page, and {@link dirtysim.workloads.info.TracePlots} what the latter draws.
 *
 * <p>Begin with {@code TraceInfo}. No migration is simulated for it.
 */
package dirtysim.workloads.info;
