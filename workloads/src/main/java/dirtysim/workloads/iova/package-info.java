/**
 * Which I/O virtual addresses a Linux guest's drivers get: the allocator of {@code drivers/iommu/iova.c} as of Linux 6.12, with
 * the two calls that {@code drivers/iommu/dma-iommu.c} makes of it ({@code iommu_dma_alloc_iova}, {@code
 * iommu_dma_free_iova}). Generated workloads take their IOVAs from here, so that an address comes back after as many other
 * maps as it does in a recording.
 *
 * <p>Three layers, as in the kernel:
 *
 * <ol>
 *   <li>{@link dirtysim.workloads.iova.IovaCaches}: per size and CPU two magazines of freed ranges, last in first out, and a
 *       depot of full ones for all CPUs;
 *   <li>{@link dirtysim.workloads.iova.IovaTree}: the ranges that are out, searched from the top down;
 *   <li>{@link dirtysim.workloads.iova.IovaDomain}: both together, below 4 GiB first.
 * </ol>
 *
 * <p>Not modelled: several devices in one domain that differ in what they can address, failure to allocate a magazine, CPUs
 * that go offline.
 */
package dirtysim.workloads.iova;
