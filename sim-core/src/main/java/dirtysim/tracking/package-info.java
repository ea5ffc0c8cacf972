/**
 * Dirty tracking: the one interface of all schemes, the host services they may use, and the host's path from a guest's map
 * or unmap to the tables.
 *
 * <ul>
 *   <li>{@link dirtysim.tracking.DirtyTracker} and {@link dirtysim.tracking.TrackingHost}: what a scheme implements and what
 *       it may call. What it does to page tables and IOTLB it writes down as a {@linkplain dirtysim.tracking.Script script} of
 *       steps; {@link dirtysim.tracking.QueryRunner} and the vIOMMU have it carried out in simulated time.
 *   <li>{@link dirtysim.tracking.VirtualIommu}: what traps, and what a trap goes through.
 *   <li>{@link dirtysim.tracking.TrackingSwitch}: how the hardware comes to keep D bits at all; {@link
 *       dirtysim.tracking.Requirements}: on which hardware a scheme can run.
 *   <li>{@code HandOverPath}, a class for each {@link dirtysim.host.HandOver}: how a driver's bitmap reaches user space.
 *   <li>{@link dirtysim.tracking.LeafSplit}: how the host cuts larger leaves for tracking, and puts them together again.
 *   <li>{@link dirtysim.tracking.TrackedVm}: the state behind it, locks included; {@code GuestTables}: that which the guest owns.
 * </ul>
 *
 * <p>Read them in this order.
 *
 * <p><b>Leaves.</b> The host maps by the largest leaves that {@link dirtysim.memory.LeafPolicy}, addresses and lengths allow: GPA
 * to HPA under nesting, under shadow each piece of a mapping by itself, so that the mapping can be unmapped whole. The IOTLB
 * holds the smaller of both stages' leaves, and the guest's own leaves are always of 4 KiB; so under nesting large leaves make
 * walks and scans shorter, and save no IOTLB entry but of a device that is passed through. {@link dirtysim.tracking.LeafSplit}
 * cuts them for tracking.
 *
 * <p><b>Deliberately left out.</b> Unpinning costs nothing, and pages are pinned one by one whatever leaf maps them. What a scheme
 * does for a dirty leaf beyond reading and clearing it (translate, mark) it does page by page. The host's CPUs are never short:
 * only locks, queues and walkers are contended.
 *
 * <p>API: {@link dirtysim.tracking.DirtyTracker} and what its methods take and give. The rest is internal.
 */
package dirtysim.tracking;
