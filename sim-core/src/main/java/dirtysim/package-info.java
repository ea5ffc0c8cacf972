/**
 * The front of sim-core: {@link dirtysim.Simulation} turns a scenario and a workload into a run record.
 *
 * <p>The way through the house, in one direction. A mapping: workload → guest CPU → vIOMMU → tables → tracker. A device
 * write: DMA engine → IOTLB → walker → D bit. A query: migration → tracker → scan → bitmap → copy → link.
 *
 * <p>Packages, from the ground up; each uses only those before it: {@link dirtysim.engine} (time and contention),
 * {@link dirtysim.memory} (tables and bitmaps), {@link dirtysim.host} (every parameter); {@link dirtysim.iommu} (the hardware),
 * {@link dirtysim.measure} (the instruments); {@link dirtysim.scenario} (what goes in and comes out); {@link dirtysim.tracking}
 * with {@link dirtysim.tracking.schemes} (what this is about); {@link dirtysim.guest}, {@link dirtysim.cpu} and
 * {@link dirtysim.migration}. Here all of it is wired. Beside it stand {@link dirtysim.check}, {@link dirtysim.contract} and
 * {@link dirtysim.validation}, which try the same parts in other ways. Begin with {@link dirtysim.Simulation}, then
 * {@link dirtysim.tracking.DirtyTracker}.
 *
 * <p><b>Not modelled.</b> The PCIe protocol, interrupts beyond a fixed latency, host CPUs that are short of time (but the
 * migration thread's), several VMs on one host. What each part leaves out, its package says.
 */
package dirtysim;
