/**
 * What user space sees of Linux's iommufd when it tracks dirty pages: an address space of mapped areas, hardware page tables
 * (HWPTs) filled from it, SET_DIRTY_TRACKING and GET_DIRTY_BITMAP. State only; every operation says what it did, so that
 * whoever calls it can charge the time.
 *
 * <p>Source: {@code include/uapi/linux/iommufd.h} and {@code drivers/iommu/iommufd/} ({@code io_pagetable.c},
 * {@code hw_pagetable.c}, {@code iova_bitmap.c}) of Linux as the rules I1 to I20 of {@code dirty-tracking.md} §2 read them;
 * the numbers stand at the methods.
 *
 * <ul>
 *   <li>{@link dirtysim.tracking.iommufd.IoAddressSpace}: areas, whole-area unmap, the HUGE_PAGES option.
 *   <li>{@link dirtysim.tracking.iommufd.HardwarePageTable}: attach, SET_DIRTY_TRACKING, GET_DIRTY_BITMAP.
 *   <li>{@link dirtysim.tracking.iommufd.DirtyBitmapRead}: one GET_DIRTY_BITMAP under way, in steps; usable on any
 *       {@link dirtysim.memory.PageTable} that is filled by somebody else.
 *   <li>{@link dirtysim.tracking.iommufd.DomainHardware}: what the kernel asks of the IOMMU; implemented by the caller.
 * </ul>
 *
 * <p>Begin with {@link dirtysim.tracking.iommufd.DirtyBitmapRead}. Of simulated schemes only the sizes of windows
 * ({@link dirtysim.tracking.iommufd.BitmapWindows}) come from here: what a query does to tables they say in
 * {@linkplain dirtysim.tracking.Script scripts}. All else is what the cases of Linux's selftests are run against.
 *
 * <p><b>Modelled</b>
 *
 * <ul>
 *   <li>The walker of Linux 6.7 (a look-up from the root for each leaf) and the one of generic_pt (one range walk), with what
 *       each does to a request that begins mid-leaf (I17, I18d); {@link dirtysim.tracking.iommufd.Kernel} chooses.
 *   <li>The caller's bitmap: any byte address, pinned in windows of 512 pages (for each window a walk, or on demand), OR-ed into, and written past the request's
 *       end when the last leaf is longer than the request.
 *   <li>An error of the walk is ignored by the kernels that were read: the call returns success with a partial bitmap (I5,
 *       trap 20). {@link dirtysim.tracking.iommufd.Kernel#returnsWalkErrors} chooses; what the walk ran into is told either
 *       way.
 * </ul>
 *
 * <p><b>Not modelled.</b> Pinning of the mapped memory, and user-virtual addresses: an area maps host-physical memory that is
 * contiguous. Reserved ranges, access objects, PASID attach (I12), nested HWPTs, contiguous-entry formats (I18e, VT-d has
 * none), memory that runs out. The IOVA lock (I7): the caller serialises maps and unmaps against a read under way.
 *
 * <p><b>Deliberately stricter.</b> A granule that is not a power of two is refused (Linux masks with it), and so is a bitmap
 * too short for its request (Linux would write into what lies behind). An unmap that would cut an area removes nothing, where
 * Linux may have removed areas before it. With nothing cleaned no IOTLB sync is asked for; Linux calls the driver with an
 * empty range.
 */
package dirtysim.tracking.iommufd;
