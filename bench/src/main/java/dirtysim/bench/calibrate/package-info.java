/**
 * What {@code calibrate} measures on the user's own host, and the host profile that it writes.
 *
 * <p>Measured with the project's own structures and the JVM's clock: the scan of a page table for D bits, its test and
 * clear, random walks, bitmap OR and copy, one memory reference. <b>Cold</b> means over a footprint several times the
 * last-level cache, so that what a batch touches has been evicted since it was touched last; <b>warm</b> means the same
 * small footprint again and again.
 *
 * <p>A Java loop stands for the kernel's. It checks bounds and tells compact tables from full ones, so that scan and walk
 * are upper bounds of what a driver needs. Test and clear makes one atomic and one plain update a leaf, as the kernel does.
 * The copy lacks the checks and the locks around {@code copy_to_user}: its rate is an upper bound. Random walks pay for
 * misses of the CPU's TLB, which the IOMMU's walker does not have; no parameter is taken from them.
 *
 * <p>Not measured, for Java cannot: anything of the IOMMU itself (IOTLB, walkers, invalidations), VM exits, system calls,
 * pinning, map and unmap in the driver. Those parameters keep their defaults.
 *
 * <p>{@link dirtysim.bench.calibrate.Calibration} measures, {@link dirtysim.bench.calibrate.MeasuredProfile} writes.
 */
package dirtysim.bench.calibrate;
