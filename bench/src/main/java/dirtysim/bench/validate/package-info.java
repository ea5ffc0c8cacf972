/**
 * What {@code validate} runs: published or recorded figures on one side, {@link dirtysim.validation} on the other, and
 * one {@link dirtysim.reports.Check} for each pair. Nothing here decides what the model gives; published figures stand
 * in resource files that name their source.
 */
package dirtysim.bench.validate;
