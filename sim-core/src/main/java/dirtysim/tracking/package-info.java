/**
 * Dirty tracking: the one interface of all schemes, the host services they may use, and the host's path from a guest's map
 * or unmap to the tables.
 *
 * <ul>
 *   <li>{@link dirtysim.tracking.DirtyTracker} and {@link dirtysim.tracking.TrackingHost}: what a scheme implements and what
 *       it may call. What it does to
 *       page tables and IOTLB it writes down as a {@linkplain dirtysim.tracking.Script script} of steps; {@link
 *       dirtysim.tracking.QueryRunner} and the vIOMMU have it carried out in simulated time.
 *   <li>{@link dirtysim.tracking.VirtualIommu}: what traps, and what a trap goes through.
 *   <li>{@link dirtysim.tracking.TrackingSwitch}: how the hardware comes to keep D bits at all; {@link
 *       dirtysim.tracking.Requirements}: on which hardware a scheme can run.
 *   <li>{@code HandOverPath}, a class for each {@link dirtysim.host.HandOver}: how a driver's bitmap reaches user space.
 *   <li>{@link dirtysim.tracking.TrackedVm}: the state behind it, locks included.
 * </ul>
 *
 * <p><b>Deliberately left out.</b> Unpinning costs nothing. The entries of a shadow table are 4 KiB leaves whatever the guest
 * maps. The host's CPUs are never short: only locks, queues and walkers are contended.
 */
package dirtysim.tracking;
