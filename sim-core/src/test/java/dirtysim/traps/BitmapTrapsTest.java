package dirtysim.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.tracking.iommufd.DirtyBitmapRead;
import dirtysim.tracking.iommufd.DirtyBitmapRequest;
import dirtysim.tracking.iommufd.DomainHardware;
import dirtysim.tracking.iommufd.Errno;
import dirtysim.tracking.iommufd.HardwarePageTable;
import dirtysim.tracking.iommufd.IoAddressSpace;
import dirtysim.tracking.iommufd.IoDevice;
import dirtysim.tracking.iommufd.IommufdException;
import dirtysim.tracking.iommufd.Kernel;
import dirtysim.tracking.iommufd.UserBitmap;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Traps that lie in what is asked of a GET_DIRTY_BITMAP, and in the sizes of leaves, windows and granules. */
class BitmapTrapsTest {
    private static final long PAGE = PageSize.SIZE_4K.bytes();
    private static final long HUGE = PageSize.SIZE_2M.bytes();
    private static final long GIB = PageSize.SIZE_1G.bytes();
    private static final IoDevice DEVICE = new IoDevice(0, true);
    private static final IoDevice LATE = new IoDevice(1, true);

    private final TreeSet<Integer> tracked = new TreeSet<>();
    private final DomainHardware hardware = new DomainHardware() {
        @Override
        public void setTracking(IoDevice device, boolean enable) {
            assertTrue(enable ? tracked.add(device.id()) : tracked.remove(device.id()));
        }

        @Override
        public void syncIotlb(long iova, long bytes) {}
    };
    private final IoAddressSpace space = new IoAddressSpace(Kernel.GENERIC_PT);
    private HardwarePageTable hwpt = tracked(space);

    private HardwarePageTable tracked(IoAddressSpace of) {
        tracked.clear();
        HardwarePageTable table = of.allocate(DEVICE, true, 4, hardware);
        table.attach(DEVICE);
        table.setDirtyTracking(true);
        return table;
    }

    private void write(IoDevice device, long iova) {
        new TranslationDomain(0, null, hwpt.table()).walk(iova, true, tracked.contains(device.id()));
    }

    private DirtyBitmapRead read(UserBitmap bitmap, long iova, long bytes, long granule) {
        return hwpt.getDirtyBitmap(new DirtyBitmapRequest(iova, bytes, granule, bitmap, true));
    }

    private List<Long> dirty(long iova, long bytes, long granule) {
        UserBitmap bitmap = new UserBitmap(0, (bytes / granule + 7) / 8);
        read(bitmap, iova, bytes, granule);
        return LongStream.range(0, bytes / granule).filter(bitmap::get).boxed().toList();
    }

    private static List<Long> bits(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }

    @Test
    @DisplayName("trap 14: an unmap takes whole mappings, or nothing")
    void trap14AnUnmapTakesWholeMappings() {
        space.map(0, 0, HUGE, true);
        write(DEVICE, 0);
        IommufdException refused = assertThrows(IommufdException.class, () -> space.unmap(HUGE / 2, HUGE / 2));
        assertEquals(Errno.ENOENT, refused.errno());
        assertEquals(bits(0, 512), dirty(0, HUGE, PAGE), "the leaf and its D are still there");
        assertEquals(HUGE, space.unmap(0, HUGE));
    }

    @Test
    @DisplayName("trap 15: Linux's read loses the head of a leaf in which the request begins")
    void trap15LinuxLosesTheHeadAndReportsPastTheTail() {
        space.map(0, 0, 2 * HUGE, true);
        write(DEVICE, 0);
        assertEquals(bits(0, 512), dirty(HUGE / 2, HUGE, PAGE), "256 pages of the next leaf among them");
        assertEquals(List.of(), dirty(0, 2 * HUGE, PAGE), "and the page that was written is never reported");
        write(DEVICE, 0);
        assertEquals(bits(0, 512), dirty(0, 2 * HUGE, PAGE), "aligned to leaves nothing is lost");
    }

    @Test
    @DisplayName("trap 16: with a granule above the leaf one bit is the OR of many leaves")
    void trap16ALargeGranuleIsTheOrOfItsLeaves() {
        space.hugePages(false);
        space.map(0, 0, 4 * HUGE, true);
        write(DEVICE, HUGE + 3 * PAGE);
        write(DEVICE, HUGE + 400 * PAGE);
        write(DEVICE, 4 * HUGE - 1);
        assertEquals(List.of(1L, 3L), dirty(0, 4 * HUGE, HUGE));
        assertEquals(List.of(), dirty(0, 4 * HUGE, PAGE), "each of the leaves was cleared");
    }

    @Test
    @DisplayName("trap 17: a device that joins later must be switched on as well")
    void trap17ADeviceAttachedLaterIsTracked() {
        space.map(0, 0, 2 * PAGE, true);
        write(LATE, 0);
        assertEquals(List.of(), dirty(0, 2 * PAGE, PAGE), "left out of the switch, its writes set no D");
        hwpt.attach(LATE);
        write(LATE, PAGE);
        assertEquals(List.of(1L), dirty(0, 2 * PAGE, PAGE));
    }

    @Test
    @DisplayName("trap 19: bit 0 is the first page of the request, not of the address space")
    void trap19BitZeroIsTheBaseOfTheRequest() {
        space.map(64 * PAGE, 0, 64 * PAGE, true);
        write(DEVICE, 101 * PAGE);
        assertEquals(List.of(1L), dirty(100 * PAGE, 28 * PAGE, PAGE));
    }

    @Test
    @DisplayName("trap 20: a hole ends the read early, and the call succeeds")
    void trap20AHoleMakesASilentPartialResult() {
        space.map(0, 0, 2 * PAGE, true);
        space.map(3 * PAGE, 0, 2 * PAGE, true);
        write(DEVICE, PAGE);
        write(DEVICE, 4 * PAGE);
        UserBitmap bitmap = new UserBitmap(0, 1);
        DirtyBitmapRead partial = read(bitmap, 0, 5 * PAGE, PAGE);
        assertTrue(bitmap.get(1));
        assertFalse(bitmap.get(4), "behind the hole, and no error was returned");
        assertEquals(Errno.EINVAL, partial.error(), "though the walk met one");
        assertEquals(List.of(1L), dirty(3 * PAGE, 2 * PAGE, PAGE), "asked for by the mapping, it is found");
    }

    @Test
    @DisplayName("trap 21: a leaf across two windows of pinned bitmap pages is carried over")
    void trap21AHugeLeafAcrossTwoWindows() {
        for (Kernel kernel : List.of(Kernel.GENERIC_PT, Kernel.V6_7)) {
            IoAddressSpace one = new IoAddressSpace(kernel);
            hwpt = tracked(one);
            one.map(0, 0, 66 * GIB, true);
            UserBitmap halfAPageOff = new UserBitmap(2048, 66 * GIB / PAGE / 8);
            write(DEVICE, 64 * GIB - 1);
            read(halfAPageOff, 0, 66 * GIB, PAGE);
            assertTrue(halfAPageOff.get(64 * GIB / PAGE - 1), "the last page, in the second window");
            assertEquals(GIB / PAGE, halfAPageOff.count());
            assertEquals(0, readAgain(halfAPageOff), "the carried part is not shifted into the next leaf");
        }
        // Clean, that leaf leaves nothing to carry, and the walk of Linux 6.7 goes astray from its middle on.
        write(DEVICE, 64 * GIB);
        UserBitmap halfAPageOff = new UserBitmap(2048, 66 * GIB / PAGE / 8);
        read(halfAPageOff, 0, 66 * GIB, PAGE);
        assertFalse(halfAPageOff.get(64 * GIB / PAGE), "written, cleared, and not reported");
    }

    private long readAgain(UserBitmap bitmap) {
        bitmap.zero();
        read(bitmap, 0, 66 * GIB, PAGE);
        return bitmap.count();
    }

    @Test
    @DisplayName("trap 31: iommufd takes more than the 8 TiB that a query of type1 may ask for")
    void trap31OneRequestMayPassEightTebibytes() {
        long bytes = 9L << 40;
        space.map(0, 0, bytes, true);
        write(DEVICE, bytes - 1);
        UserBitmap bitmap = new UserBitmap(0, bytes / PAGE / 8);
        DirtyBitmapRead read = read(bitmap, 0, bytes, PAGE);
        assertNull(read.error());
        assertEquals(1, read.windows().windows(), "pinned where a leaf is dirty");
        assertTrue(bitmap.get(bytes / PAGE - 1));
        assertEquals(GIB / PAGE, bitmap.count());
    }

    @Test
    @DisplayName("trap 34: a split copies D into every part, a merge ORs it")
    void trap34SplitCopiesDAndMergeOrsIt() {
        space.map(0, 0, HUGE, true);
        long written = 300;
        write(DEVICE, written * PAGE);
        PageTable table = hwpt.table();
        table.split(0, PageSize.SIZE_4K);
        assertEquals(bits(0, 512), dirty(0, HUGE, PAGE), "any of them may be the one");
        write(DEVICE, written * PAGE);
        assertEquals(List.of(written), dirty(0, HUGE, PAGE), "from then on one by one");

        write(DEVICE, written * PAGE);
        assertTrue(table.merge(0, PageSize.SIZE_2M));
        assertEquals(bits(0, 512), dirty(0, HUGE, PAGE));
    }

    @Test
    @DisplayName("trap 34: without the copy, or with the first part's D alone, the write is lost")
    void trap34WithoutTheCopyTheWriteIsLost() {
        EntryFormat format = EntryFormat.SECOND_STAGE;
        space.map(0, 0, HUGE, true);
        write(DEVICE, 300 * PAGE);
        PageTable table = hwpt.table();
        table.unmap(0);
        table.mapLinear(0, 0, HUGE, PageSize.SIZE_4K, true);
        assertEquals(List.of(), dirty(0, HUGE, PAGE), "a split into clean parts");

        write(DEVICE, 300 * PAGE);
        table.find(0);
        boolean firstPartDirty = format.dirty(table.foundEntry());
        IntStream.range(0, 512).forEach(part -> table.unmap(part * PAGE));
        table.map(0, 0, PageSize.SIZE_2M, true);
        assertFalse(firstPartDirty);
        assertEquals(List.of(), dirty(0, HUGE, PAGE), "a merge that took the flags of part 0");
    }
}
