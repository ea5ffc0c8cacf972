/** Benchmarks of IOTLB and walks; their convention is that of {@link dirtysim.bench.jmh}. */
package dirtysim.iommu;
