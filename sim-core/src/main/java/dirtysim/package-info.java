/**
 * The front of sim-core: {@link dirtysim.Simulation} turns a scenario and a workload into a run record.
 *
 * <p>The way through the house, in one direction. A mapping: workload → guest CPU → vIOMMU → tables → tracker. A device
 * write: DMA engine → IOTLB → walker → D bit. A query: migration → tracker → scan → bitmap → copy → link.
 */
package dirtysim;
