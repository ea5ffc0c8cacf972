/**
 * What a result owes to the parameters of the model: which of them move a measure, and which could change the order of two
 * schemes.
 *
 * <p>A suite with the key {@code sensitivity} runs each of its scenarios at many {@link dirtysim.reports.sensitivity.Point}s:
 * at the base, with one parameter at a time at an end of its range, and with all of them varied at once. A
 * {@link dirtysim.reports.sensitivity.Study} gathers those runs again from their records, by the names of their scenarios;
 * {@link dirtysim.reports.sensitivity.Effect}, {@link dirtysim.reports.sensitivity.Pairing} and
 * {@link dirtysim.reports.sensitivity.Lead} are what is found in it. Nothing is fitted: every figure comes from runs, but for
 * the value at which an order turns, which is interpolated between two of them.
 *
 * <p>Read {@link dirtysim.reports.sensitivity.Point}, then {@link dirtysim.reports.sensitivity.Study}. Parameters are moved
 * over the ranges that they declare; that these are independent of each other is assumed.
 */
package dirtysim.reports.sensitivity;
