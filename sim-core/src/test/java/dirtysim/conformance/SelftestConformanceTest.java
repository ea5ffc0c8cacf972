package dirtysim.conformance;

import static dirtysim.conformance.Bench.APERTURE;
import static dirtysim.conformance.Bench.DEVICE;
import static dirtysim.conformance.Bench.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.tracking.iommufd.DirtyBitmapRead;
import dirtysim.tracking.iommufd.Errno;
import dirtysim.tracking.iommufd.HardwarePageTable;
import dirtysim.tracking.iommufd.IoAddressSpace;
import dirtysim.tracking.iommufd.IoDevice;
import dirtysim.tracking.iommufd.Kernel;
import dirtysim.tracking.iommufd.UserBitmap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fixture {@code iommufd_dirty_tracking}: every variant, every test, with each walker and each way of pinning. */
class SelftestConformanceTest {
    /** Page aligned, page-unaligned, u64-unaligned, as offsets from a page of the user. */
    private static final long[] BITMAP_OFFSETS = {0, 2048, 0xff1};

    private static final long USER_PAGE = 0x7f12_3456_7000L;
    private static final IoDevice NO_DIRTY = new IoDevice(7, false);

    /** A variant by the name that the selftests give it, with its number of bits. */
    private enum Variant {
        V8K("domain_dirty8k", 4, false),
        V16K("domain_dirty16k", 8, false),
        V64K("domain_dirty64k", 32, false),
        V128K("domain_dirty128k", 64, false),
        V320K("domain_dirty320k", 160, false),
        V64M("domain_dirty64M", 32_768, false),
        V64M_HUGE("domain_dirty64M_huge", 32_768, true),
        V128M("domain_dirty128M", 65_536, false),
        V128M_HUGE("domain_dirty128M_huge", 65_536, true);

        final String selftest;
        final int bits;
        final boolean hugePages;

        Variant(String selftest, int bits, boolean hugePages) {
            this.selftest = selftest;
            this.bits = bits;
            this.hugePages = hugePages;
        }

        long bytes() {
            return bits * Bench.PAGE;
        }

        long leafBytes() {
            return hugePages ? Bench.HUGE : Bench.PAGE;
        }
    }

    private record Case(Variant variant, Kernel kernel) {
        Bench fixture() {
            Bench bench = new Bench(kernel, variant.hugePages);
            bench.map(APERTURE, variant.bytes());
            return bench;
        }

        @Override
        public String toString() {
            return variant.selftest + ", " + kernel.walker() + ", " + kernel.pinning();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Variant.values())
                .flatMap(variant -> Bench.KERNELS.stream().map(kernel -> new Case(variant, kernel)));
    }

    @ParameterizedTest(name = "enforce_dirty: {0}")
    @MethodSource("cases")
    void enforceDirty(Case one) {
        Bench bench = one.fixture();
        assertErrno(Errno.EINVAL, () -> bench.hwpt.attach(NO_DIRTY));
        assertErrno(Errno.EOPNOTSUPP, () -> bench.space.allocate(NO_DIRTY, true, 4, bench));
        HardwarePageTable untracked = bench.space.allocate(NO_DIRTY, false, 4, bench);
        untracked.attach(NO_DIRTY);
        assertErrno(Errno.EOPNOTSUPP, () -> untracked.setDirtyTracking(true));
    }

    @ParameterizedTest(name = "set_dirty_tracking: {0}")
    @MethodSource("cases")
    void setDirtyTracking(Case one) {
        Bench bench = one.fixture();
        HardwarePageTable second = bench.space.allocate(DEVICE, true, 4, bench);
        second.setDirtyTracking(true);
        assertTrue(second.tracking());
        second.setDirtyTracking(false);
        assertFalse(second.tracking());
    }

    @ParameterizedTest(name = "device_dirty_capability: {0}")
    @MethodSource("cases")
    void deviceDirtyCapability(Case one) {
        one.fixture().space.allocate(DEVICE, true, 4, one.fixture());
        assertTrue(DEVICE.dirtyTracking());
        assertFalse(NO_DIRTY.dirtyTracking(), "not asserted by the selftests, though their mock says so");
    }

    @ParameterizedTest(name = "get_dirty_bitmap: {0}")
    @MethodSource("cases")
    void getDirtyBitmap(Case one) {
        mockDirtyBitmaps(one, true);
    }

    @ParameterizedTest(name = "get_dirty_bitmap_no_clear: {0}")
    @MethodSource("cases")
    void getDirtyBitmapNoClear(Case one) {
        mockDirtyBitmaps(one, false);
    }

    private static void mockDirtyBitmaps(Case one, boolean clear) {
        Bench bench = one.fixture();
        bench.hwpt.setDirtyTracking(true);
        for (long offset : BITMAP_OFFSETS) {
            UserBitmap bitmap = new UserBitmap(USER_PAGE + offset, (one.variant.bits + 7) / 8);
            String which = one + ", bitmap at +0x" + Long.toHexString(offset) + (clear ? "" : ", NO_CLEAR");
            mockDirtyBitmap(bench, one, bitmap, clear, which);
        }
    }

    /** {@code _test_mock_dirty_bitmaps}: the first page of every second leaf is dirtied, and read twice. */
    private static void mockDirtyBitmap(Bench bench, Case one, UserBitmap bitmap, boolean clear, String which) {
        Variant variant = one.variant;
        int npte = (int) (variant.leafBytes() / Bench.PAGE);
        int set = 2 * npte;
        int marked = 0;
        for (int bit = 0; bit < variant.bits; bit += set) {
            bench.write(APERTURE + bit * Bench.PAGE);
            marked++;
        }
        assertEquals(Math.max(1, variant.bits / set), marked, which);

        List<Long> expected = new ArrayList<>();
        for (long bit = 0; bit < variant.bits; bit++) {
            if (bit % set < npte) {
                expected.add(bit);
            }
        }
        bench.syncs.clear();
        assertRead(bench, one, bitmap, clear, expected, which + ", first read");
        long lastDirty = (variant.bits - 1) / set * set;
        List<String> oneSync = List.of(Bench.range(APERTURE, (lastDirty + npte) * Bench.PAGE));
        assertEquals(clear ? oneSync : List.of(), bench.syncs, which);

        bench.syncs.clear();
        assertRead(bench, one, bitmap, clear, clear ? List.of() : expected, which + ", second read");
        assertEquals(List.of(), bench.syncs, which + ": nothing was cleaned");
    }

    private static void assertRead(
            Bench bench, Case one, UserBitmap bitmap, boolean clear, List<Long> expected, String which) {
        Variant variant = one.variant;
        bitmap.zero();
        DirtyBitmapRead read = bench.read(bitmap, APERTURE, variant.bytes(), Bench.PAGE, clear);
        assertEquals(expected, Bench.bits(bitmap, variant.bits), which);
        assertEquals(expected.size(), bitmap.count(), which + ": nothing set around the bitmap");
        assertEquals(null, read.error(), which);
        assertEquals(variant.bytes() / variant.leafBytes(), read.walk().leaves(), which);
        assertEquals(
                expected.size() * Bench.PAGE / variant.leafBytes(), read.walk().dirtyLeaves(), which);
        boolean onDemand = one.kernel.pinning() == Kernel.Pinning.ON_DEMAND;
        assertEquals(onDemand && expected.isEmpty() ? 0 : 1, read.windows().windows(), which);
    }

    /** The fixture relies on leaves of the size it asks for: without the option, large ones would be made. */
    @ParameterizedTest(name = "fixture setup: {0}")
    @MethodSource("cases")
    void hugePagesAreMadeOnlyWhereTheVariantAsksForThem(Case one) {
        Bench bench = one.fixture();
        assertEquals(
                one.variant.bytes() / one.variant.leafBytes(),
                bench.hwpt.table().leaves());
        assertErrno(Errno.EINVAL, () -> {
            bench.space.hugePages(true);
            bench.space.hugePages(false);
        });
        IoAddressSpace unmapped = new IoAddressSpace(one.kernel);
        unmapped.hugePages(false);
    }
}
