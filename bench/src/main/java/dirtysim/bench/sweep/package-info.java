/**
 * The parallel sweep: independent runs on a fixed number of threads, results in the order of the plan.
 *
 * <p>A run is a pure function of its scenario and its workload and shares nothing that can change with other runs, so
 * the number of threads and the order in which runs end cannot be seen in the results.
 */
package dirtysim.bench.sweep;
