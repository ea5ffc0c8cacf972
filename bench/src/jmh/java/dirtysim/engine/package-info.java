/** Benchmarks that need what is not public of the event loop; their convention is that of {@link dirtysim.bench.jmh}. */
package dirtysim.engine;
