/**
 * What {@code validate} runs: published or recorded figures on one side, {@link dirtysim.validation} on the other, and
 * one {@link dirtysim.reports.Check} for each pair. Nothing here decides what the model gives; published figures stand
 * in resource files that name their source.
 *
 * <p>{@link dirtysim.bench.validate.HardwareValidation} and {@link dirtysim.bench.validate.TrackingValidation} list all there is: begin with
 * them. Each class named Checks is one target or one kind of recorded run, and can be read alone. Whole migrations are not here but in
 * {@link dirtysim.bench.migrations}.
 */
package dirtysim.bench.validate;
