/**
 * The parallel sweep: independent runs on a fixed number of threads, results in the order of the plan.
 *
 * <p>A run is a pure function of its scenario and its workload and shares nothing that can change with other runs, so
 * the number of threads and the order in which runs end cannot be seen in the results.
 *
 * <p>Read {@link dirtysim.bench.sweep.Sweep}, then what lets one go on after it was stopped, {@link dirtysim.bench.sweep.Journal} with
 * {@link dirtysim.bench.sweep.Fingerprint}, and what parts it between machines, {@link dirtysim.bench.sweep.Shard} with
 * {@link dirtysim.bench.sweep.ShardFile}. Machines do not talk to each other, and a run is never parted.
 */
package dirtysim.bench.sweep;
