/** Benchmarks of the page tables and bitmaps; their convention is that of {@link dirtysim.bench.jmh}. */
package dirtysim.memory;
