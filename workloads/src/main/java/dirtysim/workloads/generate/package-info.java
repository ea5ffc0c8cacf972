/**
 * Workloads that are made up rather than recorded: what the bundled traces, of small guests with few live mappings, cannot
 * show.
 *
 * <p>A generated workload stands wherever the name of a trace may stand, as {@code generated:KIND,KEY=VALUE,...}. Its
 * {@linkplain dirtysim.workloads.generate.GeneratedName canonical name} carries its parameters into every result, so that a
 * report can tell what was varied. What is generated depends on that name alone: the same name, the same operations, on
 * every machine. Which page a device writes next is drawn in the run, from the scenario's seed.
 *
 * <p>Two sorts of kind: {@code steady} lists operations at even intervals, for studies of scale. The others run {@linkplain
 * dirtysim.workloads.drivers drivers} of a device in a made-up guest, with IOVAs of Linux's allocator; several of them, joined
 * by plus signs, share that guest. {@code fitted} takes what its driver does from a recording ({@link
 * dirtysim.workloads.fit}).
 *
 * <p>Read {@link dirtysim.workloads.generate.GeneratedName}, then {@code WorkloadKind} with {@code SteadyKind}, then
 * {@code DriverKind} with {@code NvmeKind}.
 *
 * <p>Modelled: numbers, sizes, rates and places of mappings, arrivals as Poisson processes, times as log-normal or exponential
 * ones. Not modelled, but by {@code fitted}: bursts beyond those, what drivers do beyond map and unmap. All defaults are
 * <em>assumptions</em>; a generated workload is for studying how costs grow, not for predicting one.
 */
package dirtysim.workloads.generate;
