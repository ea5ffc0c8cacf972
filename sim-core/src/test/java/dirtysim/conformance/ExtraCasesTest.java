package dirtysim.conformance;

import static dirtysim.conformance.Bench.DEVICE;
import static dirtysim.conformance.Bench.GIB;
import static dirtysim.conformance.Bench.HPA;
import static dirtysim.conformance.Bench.HUGE;
import static dirtysim.conformance.Bench.PAGE;
import static dirtysim.conformance.Bench.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.tracking.iommufd.DirtyBitmapRead;
import dirtysim.tracking.iommufd.DirtyBitmapRequest;
import dirtysim.tracking.iommufd.DirtyWalk;
import dirtysim.tracking.iommufd.Errno;
import dirtysim.tracking.iommufd.HardwarePageTable;
import dirtysim.tracking.iommufd.IoAddressSpace;
import dirtysim.tracking.iommufd.IoDevice;
import dirtysim.tracking.iommufd.Kernel;
import dirtysim.tracking.iommufd.UserBitmap;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cases that the selftests leave out: granules, holes, windows, states. */
class ExtraCasesTest {
    private static final IoDevice OTHER = new IoDevice(1, true);
    private static final IoDevice NO_DIRTY = new IoDevice(7, false);

    static Stream<Kernel> kernels() {
        return Bench.KERNELS.stream();
    }

    private static Bench tracked(Kernel kernel, boolean hugePages) {
        Bench bench = new Bench(kernel, hugePages);
        bench.hwpt.setDirtyTracking(true);
        return bench;
    }

    private static List<Long> from(long first, long end) {
        return LongStream.range(first, end).boxed().toList();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aLeafSmallerThanTheGranuleIsOredIntoItsBit(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 8 * HUGE);
        bench.write(HUGE - 1);
        bench.write(3 * HUGE);
        bench.write(3 * HUGE + 17 * PAGE);
        UserBitmap bitmap = Bench.bitmap(8);
        DirtyBitmapRead read = bench.read(bitmap, 0, 8 * HUGE, HUGE, true);
        assertEquals(List.of(0L, 3L), Bench.bits(bitmap, 8));
        assertEquals(3, read.walk().dirtyLeaves());
        assertEquals(3, read.windows().bytesTouched());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aLeafLargerThanTheGranuleSetsAllItsBits(Kernel kernel) {
        Bench bench = tracked(kernel, true);
        bench.map(0, 4 * HUGE);
        bench.write(2 * HUGE + 5);
        UserBitmap bitmap = Bench.bitmap(32);
        bench.read(bitmap, 0, 4 * HUGE, HUGE / 8, true);
        assertEquals(from(16, 24), Bench.bits(bitmap, 32));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aGranuleBelowAPageIsAllowed(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 4 * PAGE);
        bench.write(PAGE);
        UserBitmap bitmap = Bench.bitmap(8);
        bench.read(bitmap, 0, 4 * PAGE, PAGE / 2, true);
        assertEquals(List.of(2L, 3L), Bench.bits(bitmap, 8));
    }

    @Test
    void aRequestThatBeginsMidLeafIsShiftedOnceByTheRangeWalk() {
        Bench bench = twoDirtyHugeLeaves(Kernel.GENERIC_PT);
        UserBitmap bitmap = Bench.bitmap(3 * 512);
        DirtyBitmapRead read = bench.read(bitmap, HUGE / 2, 3 * HUGE, PAGE, true);
        assertEquals(
                from(0, 512 + 256), Bench.bits(bitmap, 3 * 512), "512 bits from the start, then leaf 1 in its place");
        assertFalse(bench.dirty(0), "pages 0 to 255 will never be reported");
        assertEquals(4, read.walk().leaves());
        assertEquals(List.of(Bench.range(HUGE / 2, 2 * HUGE - HUGE / 2)), bench.syncs);
    }

    @Test
    void aRequestThatBeginsMidLeafStaysShiftedInTheWalkOfLinux67() {
        Bench bench = twoDirtyHugeLeaves(Kernel.V6_7);
        UserBitmap bitmap = Bench.bitmap(3 * 512);
        DirtyBitmapRead read = bench.read(bitmap, HUGE / 2, 3 * HUGE, PAGE, true);
        assertEquals(from(0, 1024), Bench.bits(bitmap, 3 * 512), "leaf 1 is reported half a leaf too late");
        assertEquals(3, read.walk().leaves(), "leaf 3, of which the request has the first half, is never looked at");
    }

    /** Leaves 0 and 1 of four are dirty. */
    private static Bench twoDirtyHugeLeaves(Kernel kernel) {
        Bench bench = tracked(kernel, true);
        bench.map(0, 4 * HUGE);
        bench.write(0);
        bench.write(HUGE);
        return bench;
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aRequestThatEndsMidLeafWritesPastItsEnd(Kernel kernel) {
        Bench bench = tracked(kernel, true);
        bench.map(0, 2 * HUGE);
        bench.write(HUGE + HUGE - 1);
        UserBitmap bitmap = Bench.bitmap(512 + 256);
        DirtyBitmapRead read = bench.read(bitmap, 0, HUGE + HUGE / 2, PAGE, true);
        assertEquals(from(512, 1024), Bench.bits(bitmap, 1024), "in the page, but behind the caller's buffer");
        assertEquals(256, read.windows().bitsPastEnd());
        assertFalse(bench.dirty(HUGE));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aHoleEndsTheReadAndNobodyIsTold(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 4 * PAGE);
        bench.map(5 * PAGE, 4 * PAGE);
        bench.write(PAGE);
        bench.write(6 * PAGE);
        UserBitmap bitmap = Bench.bitmap(9);
        DirtyBitmapRead read = bench.read(bitmap, 0, 9 * PAGE, PAGE, true);
        assertEquals(List.of(1L), Bench.bits(bitmap, 9));
        assertEquals(Errno.EINVAL, read.error());
        assertTrue(bench.dirty(6 * PAGE), "not read, so not lost: an aligned request finds it");
        assertEquals(List.of(1L), bench.bits(5 * PAGE, 4 * PAGE));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aKernelThatReturnsWalkErrorsSaysSoButHasCleaned(Kernel kernel) {
        Bench bench = tracked(new Kernel(kernel.walker(), kernel.pinning(), true), false);
        bench.map(0, 4 * PAGE);
        bench.write(PAGE);
        UserBitmap bitmap = Bench.bitmap(5);
        assertErrno(Errno.EINVAL, () -> bench.read(bitmap, 0, 5 * PAGE, PAGE, true));
        assertEquals(List.of(1L), Bench.bits(bitmap, 5));
        assertEquals(List.of(Bench.range(PAGE, PAGE)), bench.syncs, "what was cleaned is invalidated all the same");
        assertFalse(bench.dirty(PAGE));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void contiguousAreasAreReadAsOne(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 4 * PAGE);
        bench.map(4 * PAGE, 4 * PAGE);
        bench.write(3 * PAGE);
        bench.write(7 * PAGE);
        UserBitmap bitmap = Bench.bitmap(7);
        DirtyBitmapRead read = bench.read(bitmap, PAGE, 7 * PAGE, PAGE, true);
        assertEquals(List.of(2L, 6L), Bench.bits(bitmap, 7), "bit 0 is the request's first page");
        assertEquals(List.of(Bench.range(3 * PAGE, 5 * PAGE)), bench.syncs, "one sync, over the gap too");
        assertEquals(null, read.error());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void noClearThenClearFindsTheSameTwice(Kernel kernel) {
        Bench bench = tracked(kernel, true);
        bench.map(0, 2 * HUGE + 3 * PAGE);
        bench.write(HUGE);
        bench.write(2 * HUGE + PAGE);
        List<Long> expected =
                Stream.concat(from(512, 1024).stream(), Stream.of(1025L)).toList();
        UserBitmap bitmap = Bench.bitmap(1027);
        DirtyBitmapRead kept = bench.read(bitmap, 0, 2 * HUGE + 3 * PAGE, PAGE, false);
        assertEquals(expected, Bench.bits(bitmap, 1027));
        assertEquals(List.of(), bench.syncs);
        assertFalse(kept.walk().gathered());
        assertEquals(expected, bench.bits(0, 2 * HUGE + 3 * PAGE));
        assertEquals(List.of(Bench.range(HUGE, HUGE + 2 * PAGE)), bench.syncs);
        assertEquals(List.of(), bench.bits(0, 2 * HUGE + 3 * PAGE));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void bitsAreOredIn(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 64 * PAGE);
        UserBitmap bitmap = Bench.bitmap(64);
        bench.write(3 * PAGE);
        bench.read(bitmap, 0, 64 * PAGE, PAGE, true);
        bench.write(5 * PAGE);
        bench.read(bitmap, 0, 64 * PAGE, PAGE, true);
        assertEquals(List.of(3L, 5L), Bench.bits(bitmap, 64));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void whatIsMappedDuringTrackingIsTracked(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 4 * PAGE);
        bench.write(2 * PAGE);
        assertEquals(List.of(2L), bench.bits(0, 4 * PAGE));
        bench.write(2 * PAGE);
        bench.space.unmap(0, 4 * PAGE);
        bench.map(0, 4 * PAGE);
        assertEquals(List.of(), bench.bits(0, 4 * PAGE), "a new mapping starts clean");
        bench.write(3 * PAGE);
        assertEquals(List.of(3L), bench.bits(0, 4 * PAGE));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aDeviceAttachedDuringTrackingIsTracked(Kernel kernel) {
        Bench bench = new Bench(kernel, false);
        bench.map(0, 4 * PAGE);
        bench.write(0);
        assertFalse(bench.dirty(0), "the hardware sets no D before");
        bench.hwpt.setDirtyTracking(true);
        bench.hwpt.attach(OTHER);
        assertEquals(List.of("0 on", "1 on"), bench.switches);
        bench.write(bench.hwpt, OTHER, PAGE);
        assertEquals(List.of(1L), bench.bits(0, 4 * PAGE));
        assertErrno(Errno.EINVAL, () -> bench.hwpt.attach(OTHER));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void enablingCleansATableThatIsDirtyAlready(Kernel kernel) {
        Bench bench = new Bench(kernel, true);
        bench.map(0, 2 * HUGE);
        bench.map(8 * HUGE, HUGE + PAGE);
        bench.soil(HUGE);
        bench.soil(9 * HUGE);
        DirtyWalk cleaned = bench.hwpt.setDirtyTracking(true);
        assertEquals(2, cleaned.dirtyLeaves());
        assertEquals(4, cleaned.leaves());
        assertEquals(List.of(Bench.range(HUGE, 8 * HUGE + PAGE)), bench.syncs, "one sync over all areas");
        assertEquals(List.of("0 on"), bench.switches);
        assertEquals(List.of(), bench.bits(0, 2 * HUGE));
        assertEquals(List.of(), bench.bits(8 * HUGE, HUGE + PAGE));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void disablingClearsNothingAndTheSameAgainSwitchesNothing(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 4 * PAGE);
        bench.write(PAGE);
        assertEquals(0, bench.hwpt.setDirtyTracking(false).leaves());
        bench.hwpt.setDirtyTracking(false);
        assertTrue(bench.dirty(PAGE));
        assertEquals(List.of("0 on", "0 off"), bench.switches);
        assertEquals(1, bench.hwpt.setDirtyTracking(true).dirtyLeaves());
        bench.write(2 * PAGE);
        assertEquals(1, bench.hwpt.setDirtyTracking(true).dirtyLeaves(), "on again: cleared, and so lost");
        assertEquals(List.of("0 on", "0 off", "0 on"), bench.switches);
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void withTrackingOffNothingIsReported(Kernel kernel) {
        Bench bench = new Bench(kernel, false);
        bench.map(0, 4 * PAGE);
        bench.soil(0);
        UserBitmap bitmap = Bench.bitmap(4);
        assertEquals(Errno.EINVAL, bench.read(bitmap, 0, 4 * PAGE, PAGE, true).error());
        assertEquals(0, bitmap.count());
        assertTrue(bench.dirty(0), "nor cleared");

        Bench strict = new Bench(new Kernel(kernel.walker(), kernel.pinning(), true), false);
        strict.map(0, 4 * PAGE);
        assertErrno(Errno.EINVAL, () -> strict.read(bitmap, 0, 4 * PAGE, PAGE, true));
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void twoTablesOfOneAddressSpaceHaveDirtyBitsOfTheirOwn(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 4 * PAGE);
        HardwarePageTable second = bench.space.allocate(OTHER, true, 4, bench);
        second.attach(OTHER);
        second.setDirtyTracking(true);
        bench.map(4 * PAGE, 4 * PAGE);
        bench.write(PAGE);
        bench.write(second, OTHER, 2 * PAGE);
        bench.write(second, OTHER, 6 * PAGE);
        assertEquals(List.of(1L), bench.bits(0, 8 * PAGE));
        UserBitmap bitmap = Bench.bitmap(8);
        second.getDirtyBitmap(new DirtyBitmapRequest(0, 8 * PAGE, PAGE, bitmap, true));
        assertEquals(List.of(2L, 6L), Bench.bits(bitmap, 8), "reading one has not cleared the other");
        bench.space.unmap(0, 8 * PAGE);
        assertEquals(0, bench.hwpt.table().leaves() + second.table().leaves());
    }

    @Test
    void anUnmapTakesWholeAreasOnly() {
        Bench bench = tracked(Kernel.GENERIC_PT, true);
        bench.map(0, HUGE);
        bench.map(HUGE, 3 * PAGE);
        assertErrno(Errno.ENOENT, () -> bench.space.unmap(0, PAGE));
        assertErrno(Errno.ENOENT, () -> bench.space.unmap(PAGE, HUGE));
        assertErrno(Errno.ENOENT, () -> bench.space.unmap(0, HUGE + PAGE));
        assertErrno(Errno.ENOENT, () -> bench.space.unmap(2 * HUGE, HUGE));
        assertEquals(4, bench.hwpt.table().leaves(), "nothing was removed");
        assertEquals(HUGE + 3 * PAGE, bench.space.unmap(0, 2 * HUGE));
        assertEquals(0, bench.hwpt.table().leaves());
        assertEquals(List.of(Bench.range(0, HUGE), Bench.range(HUGE, 3 * PAGE)), bench.syncs);
    }

    @Test
    void argumentsAreChecked() {
        Bench bench = tracked(Kernel.GENERIC_PT, false);
        bench.map(0, 64 * PAGE);
        UserBitmap bitmap = Bench.bitmap(64);
        assertErrno(Errno.EINVAL, () -> bench.read(bitmap, 512, PAGE, PAGE, true));
        assertErrno(Errno.EINVAL, () -> bench.read(bitmap, 0, PAGE + 512, PAGE, true));
        assertErrno(Errno.EINVAL, () -> bench.read(bitmap, 0, PAGE, 0, true));
        assertErrno(Errno.EINVAL, () -> bench.read(bitmap, 0, 3 * PAGE, 3 * PAGE, true));
        assertErrno(Errno.EINVAL, () -> bench.read(bitmap, PAGE, 2 * PAGE, 2 * PAGE, true));
        assertErrno(Errno.EINVAL, () -> bench.read(bitmap, 0, 3 * PAGE, 2 * PAGE, true));
        assertErrno(Errno.EOVERFLOW, () -> bench.read(bitmap, 0, 0, PAGE, true));
        assertErrno(Errno.EOVERFLOW, () -> bench.read(bitmap, Long.MAX_VALUE - PAGE + 1, 2 * PAGE, PAGE, true));
        assertErrno(Errno.EFAULT, () -> bench.read(bitmap, 0, 65 * PAGE, PAGE, true));
        assertErrno(Errno.EEXIST, () -> bench.map(63 * PAGE, 2 * PAGE));
        assertErrno(Errno.EINVAL, () -> bench.map(100, PAGE));
        assertErrno(Errno.EINVAL, () -> bench.space.map(64 * PAGE, HPA + 1, PAGE, true));
        assertErrno(Errno.EINVAL, () -> bench.map(64 * PAGE, 0));
        assertErrno(Errno.EINVAL, () -> bench.map(1L << 48, PAGE));
        assertErrno(Errno.EOVERFLOW, () -> bench.map(Long.MAX_VALUE - PAGE + 1, PAGE));
        HardwarePageTable plain = bench.space.allocate(NO_DIRTY, false, 3, bench);
        assertErrno(Errno.EOPNOTSUPP, () -> plain.getDirtyBitmap(new DirtyBitmapRequest(0, PAGE, PAGE, bitmap, true)));
        bench.space.unmap(0, 64 * PAGE);
        bench.space.hugePages(false);
    }

    @Test
    void aTableMadeLaterHoldsWhatIsMapped() {
        IoAddressSpace space = new IoAddressSpace(Kernel.GENERIC_PT);
        space.map(1L << 40, 0, GIB + HUGE + PAGE, false);
        Bench hardware = new Bench(Kernel.GENERIC_PT, true);
        HardwarePageTable hwpt = space.allocate(DEVICE, true, 4, hardware);
        assertEquals(3, hwpt.table().leaves(), "the largest leaf that fits, each time");
        assertErrno(Errno.EINVAL, () -> space.allocate(DEVICE, true, 3, hardware));
    }

    @Test
    void whatTheWalkCostsDependsOnTheWalker() {
        DirtyWalk range = walkOf512Pages(Kernel.GENERIC_PT);
        assertEquals(512, range.leaves());
        assertEquals(4, range.tables(), "each table once");
        assertEquals(1, range.lookUps());
        DirtyWalk lookUps = walkOf512Pages(Kernel.V6_7);
        assertEquals(512, lookUps.leaves());
        assertEquals(4 * 512, lookUps.tables(), "each level for each leaf");
        assertEquals(512, lookUps.lookUps());
    }

    private static DirtyWalk walkOf512Pages(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, HUGE);
        return bench.read(Bench.bitmap(512), 0, HUGE, PAGE, true).walk();
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void aReadInStepsDoesTheSameAndAsksForOneSyncAtItsEnd(Kernel kernel) {
        Bench bench = tracked(kernel, false);
        bench.map(0, 100 * PAGE);
        bench.map(100 * PAGE, 100 * PAGE);
        bench.write(3 * PAGE);
        bench.write(150 * PAGE);
        UserBitmap bitmap = Bench.bitmap(200);
        DirtyBitmapRead read = bench.hwpt.beginRead(new DirtyBitmapRequest(0, 200 * PAGE, PAGE, bitmap, true));
        long steps = 1;
        long before = 0;
        while (read.advance(7)) {
            assertEquals(7, read.walk().leaves() - before, "step " + steps);
            before = read.walk().leaves();
            steps++;
        }
        assertEquals((200 + 6) / 7, steps);
        assertEquals(List.of(), bench.syncs);
        read.complete(bench);
        assertEquals(List.of(Bench.range(3 * PAGE, 148 * PAGE)), bench.syncs);
        assertEquals(List.of(3L, 150L), Bench.bits(bitmap, 200));
    }
}
