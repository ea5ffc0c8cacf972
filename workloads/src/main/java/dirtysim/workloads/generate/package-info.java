/**
 * Workloads that are made up rather than recorded: what the bundled traces, of small guests with few live mappings, cannot
 * show.
 *
 * <p>A generated workload stands wherever the name of a trace may stand, as {@code generated:KIND,KEY=VALUE,...}. Its
 * {@linkplain dirtysim.workloads.generate.GeneratedName canonical name} carries its parameters into every result, so that a
 * report can tell what was varied. What is generated depends on that name alone: the same name, the same operations, on
 * every machine. Which page a device writes next is drawn in the run, from the scenario's seed.
 *
 * <p>Modelled: numbers, sizes, rates and places of mappings. Not modelled: bursts, hot pages, what drivers do beyond map and
 * unmap. All defaults are <em>assumptions</em>; a generated workload is for studying how costs grow, not for predicting one.
 */
package dirtysim.workloads.generate;
