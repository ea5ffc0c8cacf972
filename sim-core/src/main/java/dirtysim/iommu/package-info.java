/**
 * The modelled IOMMU: VT-d rev 3 second-level translation with A and D bits, alone or under a guest-owned first level.
 *
 * <p>Read {@link dirtysim.iommu.Iommu}, the whole, then {@link dirtysim.iommu.Iotlb}, {@link dirtysim.iommu.PageWalker} and
 * {@link dirtysim.iommu.InvalidationQueue}.
 *
 * <p><b>Modelled.</b>
 *
 * <ul>
 *   <li>Tables as radix trees with real A and D bits ({@link dirtysim.memory.PageTable}), of 3, 4 or 5 levels in the second
 *       stage, 4 or 5 in the first. First-stage tables fill pages of guest memory.
 *   <li>An IOTLB that caches the D bit ({@link dirtysim.iommu.Iotlb}), tagged by domain and PASID, with entries of each leaf
 *       size, so that a write through a cached D is invisible to the table. A write through an entry cached with D clear
 *       walks again.
 *   <li>Walks by a pool of walkers with a queue. A walk takes {@code iotlb-miss-ns} for the leaf and {@code memory-ref-ns} for
 *       each further entry that it reads, which are those that no paging-structure cache holds; under nesting the pages of
 *       first-stage tables are translated by the second stage, and that is cached too.
 *   <li>D set atomically by the walk of a write, before the write lands; on request ({@link dirtysim.iommu.FirstStageAd}) A
 *       and D of the first stage too, which dirties the tables' own pages.
 *   <li>Posted writes: D is visible before the data. An invalidation is complete only when the writes translated before it
 *       took effect have landed.
 *   <li>Device-TLBs (ATS) as an option.
 *   <li>PASID-table entries with their SSADE bit, and the hardware's cache of them ({@link dirtysim.iommu.PasidTable}).
 *   <li>An invalidation queue of descriptors and waits ({@link dirtysim.iommu.InvalidationQueue}): entries leave when a
 *       descriptor is processed, the wait ends later; CPUs contend for its lock.
 * </ul>
 *
 * <p><b>Not modelled.</b> Walks through tables that software freed without invalidating non-leaf entries (caches of these
 * decide what a walk costs, not where it leads); A and D of walks that fault; context tables, pass-through;
 * requests with a PASID of their own; a queue that is full, invalidation through registers; the
 * guest CPU's writes to first-stage tables, which KVM's log sees and no IOMMU; caching of the data page's second-stage
 * translation apart from the IOTLB; answers to ATS requests in flight; faults that are reported and retried (PRI).
 *
 * <p>Sources: Linux {@code drivers/iommu/intel} and {@code generic_pt}; pcie-bench raw data for sizes and latencies.
 */
package dirtysim.iommu;
