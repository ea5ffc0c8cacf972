/**
 * The guest: driver CPUs that replay map and unmap, and devices that read and write what is mapped.
 *
 * <p>{@link dirtysim.guest.GuestReplay} replays a recording: which IOVA each map gets, and when a lazy guest flushes, is as
 * recorded, so neither allocator nor flush queue is modelled there. A guest that is made up instead takes its IOVAs from
 * {@link dirtysim.guest.IovaAllocator}, and if it is lazy flushes by {@link dirtysim.guest.FlushQueue}, which follows Linux.
 *
 * <p>A made-up guest's device may also write its long-lived mappings at a rate of its own, beside all maps and unmaps
 * ({@link dirtysim.guest.Workload#steadyWritesPerSecond}).
 *
 * <p>Read {@link dirtysim.guest.ReplaySource} and {@link dirtysim.guest.Workload} (what is replayed),
 * {@link dirtysim.guest.GuestReplay} and {@link dirtysim.guest.GuestCpu} (the drivers), {@link dirtysim.guest.DmaEngine} (a
 * device).
 *
 * <p><b>Not modelled.</b> What drivers and their users do beside map and unmap but for the time that it takes, and IOVAs or
 * flushes that would come out otherwise because the host is slow: those of a recording stay as they were recorded.
 *
 * <p>API: {@link dirtysim.guest.ReplaySource} and what its methods give, for whoever looks into a trace. The rest is internal.
 */
package dirtysim.guest;
