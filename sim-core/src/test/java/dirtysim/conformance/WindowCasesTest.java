package dirtysim.conformance;

import static dirtysim.conformance.Bench.GIB;
import static dirtysim.conformance.Bench.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.tracking.iommufd.BitmapWindows;
import dirtysim.tracking.iommufd.DirtyBitmapRead;
import dirtysim.tracking.iommufd.DirtyBitmapRequest;
import dirtysim.tracking.iommufd.Kernel;
import dirtysim.tracking.iommufd.Kernel.Pinning;
import dirtysim.tracking.iommufd.Kernel.Walker;
import dirtysim.tracking.iommufd.UserBitmap;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests whose bitmap is larger than what the kernel pins at once; sparse maps by leaves of 1 GiB keep them small. */
class WindowCasesTest {
    private static final long SPAN = 66 * GIB;
    private static final long LEAF_BITS = GIB / PAGE;
    /** Half a page behind a page, so that the first window ends 64 MiB before 64 GiB. */
    private static final long UNALIGNED = 0x7000_0800L;

    private static final Kernel WINDOWED_RANGE = new Kernel(Walker.RANGE, Pinning.WINDOWS, false);

    static Stream<Kernel> kernels() {
        return Bench.KERNELS.stream();
    }

    private static Bench tracked(Kernel kernel, long bytes, long... writes) {
        Bench bench = new Bench(kernel, true);
        bench.hwpt.setDirtyTracking(true);
        bench.map(0, bytes);
        for (long iova : writes) {
            bench.write(iova);
        }
        return bench;
    }

    private static UserBitmap bitmap(long address) {
        return new UserBitmap(address, SPAN / PAGE / 8);
    }

    private static boolean onDemand(Kernel kernel) {
        return kernel.pinning() == Pinning.ON_DEMAND;
    }

    private static void assertLeaf(boolean expected, UserBitmap bitmap, long leaf) {
        for (long bit : new long[] {0, 1, LEAF_BITS / 2, LEAF_BITS - 1}) {
            assertEquals(expected, bitmap.get(leaf * LEAF_BITS + bit), "leaf " + leaf + ", bit " + bit);
        }
    }

    @Test
    void windowsAndPagesCanBeReckonedBeforehand() {
        Bench bench = tracked(WINDOWED_RANGE, SPAN);
        for (long bytes :
                new long[] {PAGE, GIB / 8, GIB / 8 + PAGE, 64 * GIB - PAGE, 64 * GIB, 64 * GIB + PAGE, SPAN}) {
            DirtyBitmapRead read = bench.read(bitmap(0x7000_0000L), 0, bytes, PAGE, true);
            assertEquals(read.windows().windows(), BitmapWindows.windowsFor(bytes / PAGE), bytes + " bytes");
            assertEquals(read.windows().pagesPinned(), BitmapWindows.pagesFor(bytes / PAGE), bytes + " bytes");
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aWindowEndsAt64Gib(Kernel kernel) {
        Bench bench = tracked(kernel, SPAN, 64 * GIB - 1, 64 * GIB);
        UserBitmap bitmap = bitmap(0x7000_0000L);
        DirtyBitmapRead read = bench.read(bitmap, 0, SPAN, PAGE, true);
        assertLeaf(false, bitmap, 62);
        assertLeaf(true, bitmap, 63);
        assertLeaf(true, bitmap, 64);
        assertEquals(2 * LEAF_BITS, bitmap.count());
        assertEquals(66, read.walk().leaves());
        assertEquals(List.of(Bench.range(63 * GIB, 2 * GIB)), bench.syncs, "one sync over both windows");
        assertEquals(2 * LEAF_BITS / 8, read.windows().bytesTouched());
        // On demand pinning begins at the first dirty leaf, 24 pages of bitmap before the end.
        assertEquals(onDemand(kernel) ? 1 : 2, read.windows().windows());
        assertEquals(onDemand(kernel) ? 24 : 512 + 16, read.windows().pagesPinned());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aHugeLeafAcrossAWindowIsSetWhole(Kernel kernel) {
        Bench bench = tracked(kernel, SPAN, 0, 63 * GIB, 65 * GIB);
        UserBitmap bitmap = bitmap(UNALIGNED);
        DirtyBitmapRead read = bench.read(bitmap, 0, SPAN, PAGE, true);
        assertLeaf(true, bitmap, 0);
        assertLeaf(true, bitmap, 63);
        assertLeaf(false, bitmap, 64);
        assertLeaf(true, bitmap, 65);
        assertEquals(3 * LEAF_BITS, bitmap.count());
        assertEquals(66, read.walk().leaves(), "the leaf across is read once");
        assertEquals(3, read.walk().dirtyLeaves());
        // By windows: 64 GiB less 64 MiB, the carried half page, the rest. On demand: from leaf 0, from leaf 63.
        assertEquals(onDemand(kernel) ? 2 : 3, read.windows().windows());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void oneLeafMayFillSeveralWindows(Kernel kernel) {
        Bench bench = tracked(kernel, 2 * GIB, 0);
        // A window of 512 pages is then 256 MiB.
        long granule = 16;
        UserBitmap bitmap = new UserBitmap(0x7000_0000L, 2 * GIB / granule / 8);
        DirtyBitmapRead read = bench.read(bitmap, 0, 2 * GIB, granule, true);
        assertEquals(GIB / granule, bitmap.count());
        assertTrue(bitmap.get(GIB / granule - 1));
        assertFalse(bitmap.get(GIB / granule));
        assertEquals(onDemand(kernel) ? 4 : 4 + 4, read.windows().windows());
        assertEquals(onDemand(kernel) ? 2 : 1 + 4, read.walk().leaves(), "a clean leaf is read again in each window");
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aLeafPastTheRequestsEndIsSetAsFarAsItsPagesArePinned(Kernel kernel) {
        Bench bench = tracked(kernel, SPAN, 65 * GIB);
        UserBitmap bitmap = bitmap(0x7000_0000L);
        long bytes = 65 * GIB + 100 * PAGE;
        DirtyBitmapRead read = bench.read(bitmap, 0, bytes, PAGE, true);
        assertEquals(32_768, bitmap.count(), "one page of the bitmap");
        assertEquals(32_768 - 100, read.windows().bitsPastEnd());
        assertEquals(null, read.error());
    }

    /**
     * Found by {@link RandomReadsOracleTest}: a clean leaf across a window's end leaves nothing to carry, so the next window
     * begins inside it, and the walk of Linux 6.7 is then shifted for good.
     */
    @Test
    void aCleanHugeLeafAcrossAWindowShiftsTheWalkOfLinux67() {
        UserBitmap shifted = bitmap(UNALIGNED);
        Bench bench = tracked(Kernel.V6_7, SPAN, 64 * GIB);
        bench.read(shifted, 0, SPAN, PAGE, true);
        assertFalse(shifted.get(64 * LEAF_BITS), "the page that was written is not reported");
        assertFalse(bench.dirty(64 * GIB), "and D is gone");
        assertTrue(shifted.get(65 * LEAF_BITS), "a page of the next leaf is, which was not written");

        for (Kernel kernel : List.of(Kernel.V6_11, Kernel.GENERIC_PT, WINDOWED_RANGE)) {
            UserBitmap right = bitmap(UNALIGNED);
            tracked(kernel, SPAN, 64 * GIB).read(right, 0, SPAN, PAGE, true);
            assertLeaf(true, right, 64);
            assertEquals(LEAF_BITS, right.count());
        }
    }

    /** With windows either walk loses a leaf that is written between its two windows; pinning on demand mended it. */
    @ParameterizedTest
    @MethodSource("kernels")
    void aHugeLeafWrittenBetweenItsTwoWindows(Kernel kernel) {
        Bench bench = tracked(kernel, SPAN);
        UserBitmap bitmap = bitmap(UNALIGNED);
        DirtyBitmapRead read = bench.hwpt.beginRead(new DirtyBitmapRequest(0, SPAN, PAGE, bitmap, true));
        assertTrue(read.advance(64));
        bench.write(63 * GIB);
        read.complete(bench);
        assertFalse(bitmap.get(63 * LEAF_BITS), "read before it was written");
        assertEquals(onDemand(kernel), bench.dirty(63 * GIB), "so its D must stay for the next read");
        assertEquals(onDemand(kernel) ? 0 : LEAF_BITS, bitmap.count());
    }
}
