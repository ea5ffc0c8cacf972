package dirtysim.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dirtysim.iommu.TranslationDomain;
import dirtysim.memory.PageSize;
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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.function.Executable;

/**
 * An address space with one tracked table and one device; the hardware behind it notes what it is asked for, and sets D only
 * for devices for which tracking is switched on.
 */
final class Bench implements DomainHardware {
    static final long PAGE = PageSize.SIZE_4K.bytes();
    static final long HUGE = PageSize.SIZE_2M.bytes();
    static final long GIB = PageSize.SIZE_1G.bytes();
    static final long APERTURE = 1L << 24;
    static final long HPA = 1L << 40;
    static final IoDevice DEVICE = new IoDevice(0, true);

    /** Each walker with each way of pinning; no Linux has had the last. */
    static final List<Kernel> KERNELS = List.of(
            Kernel.V6_7,
            Kernel.V6_11,
            Kernel.GENERIC_PT,
            new Kernel(Kernel.Walker.RANGE, Kernel.Pinning.WINDOWS, false));

    final IoAddressSpace space;
    final HardwarePageTable hwpt;
    final List<String> syncs = new ArrayList<>();
    final List<String> switches = new ArrayList<>();
    private final TreeSet<Integer> tracked = new TreeSet<>();

    Bench(Kernel kernel, boolean hugePages) {
        space = new IoAddressSpace(kernel);
        space.hugePages(hugePages);
        hwpt = space.allocate(DEVICE, true, 4, this);
        hwpt.attach(DEVICE);
    }

    @Override
    public void setTracking(IoDevice device, boolean enable) {
        switches.add(device.id() + (enable ? " on" : " off"));
        if (enable) {
            tracked.add(device.id());
        } else {
            tracked.remove(device.id());
        }
    }

    @Override
    public void syncIotlb(long iova, long bytes) {
        syncs.add(range(iova, bytes));
    }

    static String range(long iova, long bytes) {
        return "0x" + Long.toHexString(iova) + "+0x" + Long.toHexString(bytes);
    }

    void map(long iova, long bytes) {
        space.map(iova, HPA + iova, bytes, true);
    }

    /** A device writes, as hardware does it: with D if tracking is on for the device. */
    void write(HardwarePageTable through, IoDevice device, long iova) {
        boolean sets = tracked.contains(device.id());
        assertEquals(
                sets ? TranslationDomain.Outcome.DONE : TranslationDomain.Outcome.NEEDS_DIRTY,
                new TranslationDomain(1, null, through.table()).walk(iova, true, sets));
    }

    void write(long iova) {
        write(hwpt, DEVICE, iova);
    }

    /** Sets D whether or not tracking is on, as an earlier user of the table may have left it. */
    void soil(long iova) {
        assertEquals(
                TranslationDomain.Outcome.DONE, new TranslationDomain(1, null, hwpt.table()).walk(iova, true, true));
    }

    boolean dirty(long iova) {
        hwpt.table().find(iova);
        return hwpt.table().format().dirty(hwpt.table().foundEntry());
    }

    static UserBitmap bitmap(long bits) {
        return new UserBitmap(0x7000_0000L, (bits + 7) / 8);
    }

    DirtyBitmapRead read(UserBitmap bitmap, long iova, long bytes, long granule, boolean clear) {
        return hwpt.getDirtyBitmap(new DirtyBitmapRequest(iova, bytes, granule, bitmap, clear));
    }

    /** The bits of a read with clearing, at a granule of 4 KiB. */
    List<Long> bits(long iova, long bytes) {
        UserBitmap bitmap = bitmap(bytes / PAGE);
        read(bitmap, iova, bytes, PAGE, true);
        return bits(bitmap, bytes / PAGE);
    }

    static List<Long> bits(UserBitmap bitmap, long most) {
        List<Long> set = new ArrayList<>();
        for (long bit = 0; bit < most; bit++) {
            if (bitmap.get(bit)) {
                set.add(bit);
            }
        }
        return set;
    }

    static void assertErrno(Errno errno, Executable call) {
        assertEquals(errno, assertThrows(IommufdException.class, call).errno());
    }
}
