/**
 * The modelled IOMMU: VT-d rev 3 second-level translation with A and D bits, alone or under a guest-owned first level.
 *
 * <p><b>Modelled.</b> Tables as radix trees with real A and D bits ({@link dirtysim.memory.PageTable}); an IOTLB that
 * caches the D bit ({@link dirtysim.iommu.Iotlb}), so that a write through a cached D is invisible to the table; a pool of
 * page walkers with a queue; D set atomically by the walk of a write, before the write lands; PASID-table entries with their
 * SSADE bit, and the hardware's cache of them ({@link dirtysim.iommu.PasidTable}); an invalidation queue of descriptors and waits
 * ({@link dirtysim.iommu.InvalidationQueue}), whose entries leave when a descriptor is processed and whose wait ends later, with the
 * contention of CPUs for its lock.
 *
 * <p><b>Not modelled yet.</b> Paging-structure caches (a walk costs one figure, measured with them warm), device-TLBs,
 * requests with a PASID, pass-through, a queue that is full, invalidation through registers, posted writes that land after D is visible, first-stage A/D updates (guests preset them), faults that are reported and
 * retried.
 *
 * <p>Sources: Linux {@code drivers/iommu/intel} and {@code generic_pt}; pcie-bench raw data for sizes and latencies.
 */
package dirtysim.iommu;
