package dirtysim.tracking.iommufd;

import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An IO address space (IOAS): the areas that user space has mapped, and the hardware page tables that translate them.
 *
 * <p>An area is what one map call made; it is unmapped whole or not at all (I10, trap 14). With the option HUGE_PAGES an area
 * is mapped by the largest leaves that its addresses allow, without it by leaves of 4 KiB (I11).
 *
 * <p>Not safe for use by several threads.
 */
public final class IoAddressSpace implements MappedAreas {
    /** Alignment of every address and length: a page. */
    public static final long ALIGNMENT = 4096;

    private static final PageSize[] LARGEST_FIRST = {PageSize.SIZE_1G, PageSize.SIZE_2M, PageSize.SIZE_4K};

    private record Area(long hpa, long bytes, boolean writable) {}

    /** Sees one area. */
    interface AreaVisitor {
        void visit(long iova, long end);
    }

    private final Kernel kernel;
    private final TreeMap<Long, Area> areas = new TreeMap<>();
    private final List<HardwarePageTable> tables = new ArrayList<>();
    private boolean hugePages = true;

    /** @param kernel which Linux */
    public IoAddressSpace(Kernel kernel) {
        this.kernel = kernel;
    }

    Kernel kernel() {
        return kernel;
    }

    /**
     * HWPT_ALLOC: a table for this address space, filled with what is mapped already.
     *
     * @param device the device that the table is made for; it is not attached yet
     * @param dirtyTracking the flag ALLOC_DIRTY_TRACKING
     * @param levels 3, 4 or 5
     * @param hardware the IOMMU behind the table
     * @throws IommufdException EOPNOTSUPP if dirty tracking is asked for and the device's IOMMU cannot (I1); EINVAL if an
     *     area lies beyond the table
     */
    public HardwarePageTable allocate(IoDevice device, boolean dirtyTracking, int levels, DomainHardware hardware) {
        if (dirtyTracking && !device.dirtyTracking()) {
            throw new IommufdException(Errno.EOPNOTSUPP, "device " + device.id() + " cannot track dirty pages");
        }
        HardwarePageTable hwpt = new HardwarePageTable(this, hardware, dirtyTracking, levels);
        if (!areas.isEmpty()) {
            requireWithin(hwpt.table(), areas.lastKey() + areas.lastEntry().getValue().bytes);
        }
        areas.forEach((iova, area) -> mapInto(hwpt.table(), iova, area));
        tables.add(hwpt);
        return hwpt;
    }

    /**
     * IOMMU_OPTION_HUGE_PAGES; on unless switched off.
     *
     * @throws IommufdException EINVAL if it is switched off when areas are already mapped in a table
     */
    public void hugePages(boolean allow) {
        if (!allow && hugePages && !tables.isEmpty() && !areas.isEmpty()) {
            throw new IommufdException(Errno.EINVAL, "areas are mapped, perhaps by large leaves");
        }
        hugePages = allow;
    }

    /**
     * IOAS_MAP: adds an area to the address space and to every table; D is clear in new leaves.
     *
     * @param iova first IO address
     * @param hpa host-physical address behind it
     * @param bytes length
     * @param writable whether devices may write
     * @throws IommufdException EINVAL if an address or the length is no multiple of 4 KiB, or the area is empty or beyond a
     *     table; EOVERFLOW if it passes the end of addresses; EEXIST if part of it is mapped
     */
    public void map(long iova, long hpa, long bytes, boolean writable) {
        requireRange(iova, bytes);
        if (hpa % ALIGNMENT != 0) {
            throw new IommufdException(Errno.EINVAL, "the memory behind does not begin with a page");
        }
        tables.forEach(hwpt -> requireWithin(hwpt.table(), iova + bytes));
        Map.Entry<Long, Area> below = areas.lowerEntry(iova + bytes);
        if (below != null && below.getKey() + below.getValue().bytes > iova) {
            throw new IommufdException(Errno.EEXIST, "part of the range is mapped");
        }
        Area area = new Area(hpa, bytes, writable);
        areas.put(iova, area);
        tables.forEach(hwpt -> mapInto(hwpt.table(), iova, area));
    }

    /**
     * IOAS_UNMAP: removes every area in the range from every table, and invalidates it. D bits go with the leaves (trap 6):
     * who needs them asks with NO_CLEAR before (I22).
     *
     * @return bytes unmapped
     * @throws IommufdException EINVAL or EOVERFLOW as for {@link #map}; ENOENT if the range holds no area, or only a part of
     *     one (I10)
     */
    public long unmap(long iova, long bytes) {
        requireRange(iova, bytes);
        long end = iova + bytes;
        Map<Long, Area> inside = areas.subMap(iova, end);
        Map.Entry<Long, Area> last = areas.lowerEntry(end);
        boolean cutsFirst = !areas.containsKey(iova) && areaEnd(iova) >= 0;
        if (inside.isEmpty() || cutsFirst || last.getKey() + last.getValue().bytes > end) {
            throw new IommufdException(Errno.ENOENT, "the range does not hold whole areas");
        }
        long unmapped = 0;
        for (Map.Entry<Long, Area> area : inside.entrySet()) {
            long from = area.getKey();
            long length = area.getValue().bytes;
            for (HardwarePageTable hwpt : tables) {
                unmapFrom(hwpt.table(), from, from + length);
                hwpt.hardware().syncIotlb(from, length);
            }
            unmapped += length;
        }
        inside.clear();
        return unmapped;
    }

    @Override
    public long areaEnd(long iova) {
        Map.Entry<Long, Area> area = areas.floorEntry(iova);
        long end = area == null ? -1 : area.getKey() + area.getValue().bytes;
        return end > iova ? end : -1;
    }

    void forEachArea(AreaVisitor visitor) {
        areas.forEach((iova, area) -> visitor.visit(iova, iova + area.bytes));
    }

    private void mapInto(PageTable table, long iova, Area area) {
        long largeBytes = PageSize.SIZE_2M.bytes();
        for (long at = 0; at < area.bytes; ) {
            PageSize size = leafSize(iova + at, area.hpa + at, area.bytes - at);
            long run = size.bytes();
            if (size == PageSize.SIZE_4K) {
                // Up to where a larger leaf may fit.
                run = hugePages ? Math.min(area.bytes - at, largeBytes - (iova + at) % largeBytes) : area.bytes - at;
            }
            table.mapLinear(iova + at, area.hpa + at, run, size, area.writable);
            at += run;
        }
    }

    private PageSize leafSize(long iova, long hpa, long bytes) {
        for (PageSize size : LARGEST_FIRST) {
            if (hugePages && ((iova | hpa) & (size.bytes() - 1)) == 0 && size.bytes() <= bytes) {
                return size;
            }
        }
        return PageSize.SIZE_4K;
    }

    private static void unmapFrom(PageTable table, long from, long end) {
        for (long at = from; at < end; ) {
            if (!table.find(at)) {
                throw new IllegalStateException("an area is not mapped at 0x" + Long.toHexString(at));
            }
            long bytes = table.foundSize().bytes();
            table.unmap(at);
            at += bytes;
        }
    }

    private static void requireRange(long iova, long bytes) {
        if (iova < 0 || bytes < 0 || iova + bytes < 0) {
            throw new IommufdException(Errno.EOVERFLOW, bytes + " bytes from 0x" + Long.toHexString(iova));
        }
        if (bytes == 0 || iova % ALIGNMENT != 0 || bytes % ALIGNMENT != 0) {
            throw new IommufdException(Errno.EINVAL, "the range is not made of whole pages");
        }
    }

    private static void requireWithin(PageTable table, long end) {
        if (end > table.inputLimit()) {
            throw new IommufdException(Errno.EINVAL, "the area ends beyond the table");
        }
    }
}
