/** Beside the importer of ftrace, so that benchmarks reach its parts. */
package dirtysim.workloads.ftrace;
