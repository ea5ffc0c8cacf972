/**
 * An exhaustive small-scope checker: explores every interleaving of guest, device, IOMMU, scheme and migration in a universe
 * of a few pages and IOVAs, with the schemes' own code, and says whether a page can be lost.
 *
 * <p>Most ways to lose a page need one device, one page and one bad moment. Swarm tests find the moment by luck; here every
 * order of steps is tried, breadth first, so the first losing schedule found is a shortest one. A step is what hardware or
 * kernel does at one instant, {@link dirtysim.check.Machine} lists them. States met before are not gone through again, and
 * the staleness of a page is one bit, so the universe is finite and can be exhausted unless a scheme keeps an endless log.
 *
 * <p>A page is lost if at the end of a migration it was written after it was copied for the last time. The migration copies a
 * page as soon as {@link dirtysim.tracking.Script#copyOut} has handed its bit over, or at any time later. On a path
 * in chunks ({@link dirtysim.host.HandOver}) each page is a chunk; {@code region} and {@code type1}, which make several system calls, give the
 * domain lock up in between, {@code windows} keeps it.
 *
 * <p>The scheme is the object that the simulator runs. What it remembers is read and put back through reflection, see {@link
 * dirtysim.check.SchemeMemory}; a scheme that keeps something there which cannot be read so is refused.
 *
 * <p>Read {@link dirtysim.check.Universe} and {@link dirtysim.check.World}, then {@link dirtysim.check.Move} and
 * {@link dirtysim.check.Machine}, which are the rules, then {@link dirtysim.check.Checker}, which goes through all of it.
 *
 * <p><b>Modelled.</b> Second-level entries with W and D, a guest's first-level entries under nesting, one IOTLB entry an
 * IOVA that caches page, W and D and may be evicted at any time, atomic D set with re-read, a write that lands some time
 * after its translation, invalidations that complete some time after they were submitted and drain the writes that they
 * cover, the domain lock, lazy unmaps under nesting; SSADE as software writes it and as the hardware has cached it: off at
 * the start, when no D is set and what is cached lets writes through.
 *
 * <p><b>Not modelled.</b> Writes by CPUs, which have a log of their own; several devices; read-only mappings; large pages;
 * mappings of several pages; device-TLBs. The VMM's big lock is left out on purpose: a scheme should be sound under the domain
 * lock. Writes that are dropped downstream are left out as they can only report more.
 */
package dirtysim.check;
