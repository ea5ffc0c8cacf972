/**
 * A made-up guest in which drivers run: what they call to map and unmap, which addresses they get, when a lazy guest flushes.
 *
 * <p>A driver is an {@link dirtysim.engine.EventHandler} on the guest's event loop. It maps and unmaps through a {@link
 * dirtysim.workloads.drivers.DriverDevice}; that takes IOVAs from Linux's allocator ({@link dirtysim.workloads.iova}), defers
 * the frees of a lazy guest, and tells each operation to an {@link dirtysim.workloads.drivers.OperationSink}, which makes a
 * workload or a recording of them.
 *
 * <p>An operation takes no time here; it does when it is replayed. Guest memory is that of a q35 machine.
 *
 * <p>Read {@link dirtysim.workloads.drivers.DriverDevice}, then {@link dirtysim.workloads.drivers.DriverGuest}. Not modelled:
 * tasks, interrupts, and what a driver does beside map and unmap.
 */
package dirtysim.workloads.drivers;
