/**
 * Experiments that hold the modelled hardware against what was measured elsewhere. Each drives the model that simulations
 * run on, {@link dirtysim.iommu.Iommu} or a part of it, or {@link dirtysim.cpu.CpuLog}, with real tables where it translates,
 * and gives back a figure; none knows what figure is expected, nor where it was published. Each can be read alone.
 *
 * <ul>
 *   <li>{@link dirtysim.validation.RandomReads}: the latency that translation adds to one device's random reads, against
 *       the size of the window that it reads from.
 *   <li>{@link dirtysim.validation.OverlappingAccesses}: the throughput of one device's random reads or writes with many
 *       outstanding, against the same.
 *   <li>{@link dirtysim.validation.UnmapLoop}: the time of a strict unmap, against the number of CPUs that share one
 *       invalidation queue.
 *   <li>{@link dirtysim.validation.PacketLoop}: the rate at which one CPU sends packets, with buffers that are mapped and
 *       unmapped strictly, lazily, or kept mapped.
 *   <li>{@link dirtysim.validation.NvmeLoop}: the rate and the latency of an NVMe drive that is passed through, by how the guest's
 *       virtio-iommu is synced.
 *   <li>{@link dirtysim.validation.ReplayShapes}: what a lazy guest's unmaps, flushes and reuse of pages look like in replay,
 *       to be compared with the recording by {@link dirtysim.validation.LazyShapes}.
 *   <li>{@link dirtysim.validation.DirtyLogPass}: the time in which a guest dirties all of its memory under a log of CPU
 *       writes, and the times of the read and the clear that follow.
 *   <li>{@link dirtysim.validation.TableScan}: the time of a scan for D bits over a VM's whole second level.
 *   <li>{@link dirtysim.validation.LeafSplitPass}: the time in which the host cuts leaves of 1 GiB into leaves of 4 KiB.
 *   <li>{@link dirtysim.validation.EmulatedIommu}: hit or miss, and the translation, of each access of a recorded run
 *       under QEMU.
 *   <li>{@link dirtysim.validation.TrackedRun}: what a scheme reports of a recorded run, against what its devices wrote.
 * </ul>
 *
 * <p><b>Not here.</b> Whole migrations, which are simulations like any other, and anything of the measured machines that no
 * parameter says.
 */
package dirtysim.validation;
