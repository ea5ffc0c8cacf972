package dirtysim.traps;

import static dirtysim.traps.HostBench.IOVA;
import static dirtysim.traps.HostBench.NOTHING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventLoop;
import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.iommu.InvalidationQueue;
import dirtysim.iommu.PasidTable;
import dirtysim.iommu.TranslationDomain;
import dirtysim.measure.Cost;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageTable;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.QueryRunner;
import dirtysim.tracking.Requirements;
import dirtysim.tracking.Schemes;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackedVm;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Traps that lie in switching dirty tracking on, and in hardware on which that cannot be done. */
class EnablingTrapsTest {
    private static final long GFN = 100;
    private static final long OTHER = 200;
    private static final long LONG_ENOUGH_PS = 10_000_000;

    @Test
    @DisplayName("trap 18: what was cached before tracking was on lets writes through unseen, so enabling flushes")
    void trap18EnablingFlushesWhatWasCachedWithoutTracking() {
        assertEquals(0, missedWhenEnabledBy((bench, script) -> script.enableDirtyTracking()));
        assertEquals(
                1,
                missedWhenEnabledBy((bench, script) -> script.work(() -> {
                    bench.vm.iommu().pasids().setTracksDirty(0);
                    InvalidationQueue queue = bench.vm.iommu().invalidations();
                    queue.request().pasidCache(0).submit(NOTHING, 0, 0);
                    bench.vm.charge(Cost.INVALIDATE, LONG_ENOUGH_PS);
                    return false;
                })),
                "without the IOTLB flush");
        assertEquals(
                1,
                missedWhenEnabledBy((bench, script) -> script.work(() -> {
                            bench.vm.iommu().pasids().setTracksDirty(0);
                            bench.vm.charge(Cost.INVALIDATE, LONG_ENOUGH_PS);
                            return false;
                        })
                        .invalidateDomains()),
                "without the PASID-cache invalidation the hardware does not even know");
    }

    /** The device writes between the flush that follows the clearing of stale D bits and the switch, and again afterwards. */
    private static long missedWhenEnabledBy(BiConsumer<HostBench, Script> enable) {
        HostBench[] bench = new HostBench[1];
        bench[0] = new HostBench(new ShadowSketch() {
            @Override
            public void started(Script script) {
                script.lockDomain();
                scanAll(script);
                script.invalidateDomains().work(() -> {
                    bench[0].beginWrite(0, IOVA);
                    host.charge(Cost.SCAN, LONG_ENOUGH_PS);
                    return false;
                });
                enable.accept(bench[0], script);
                script.unlockDomain();
            }
        });
        bench[0].map(0, IOVA, GFN);
        bench[0].start();
        bench[0].write(0, IOVA);
        assertEquals(List.of(GFN, GFN), bench[0].written);
        bench[0].query();
        return bench[0].missed();
    }

    @Test
    @DisplayName("trap 18: with SSADE off the hardware sets neither A nor D")
    void trap18WithoutTheBitNothingIsSet() {
        for (DirtyTracker tracker : List.of(new ShadowDirtyBit(), new NestedDirtyBit())) {
            HostBench bench = new HostBench(tracker);
            long input = tracker.platform() == Platform.NESTED ? GFN << 12 : IOVA;
            bench.map(0, IOVA, GFN);
            bench.write(0, IOVA);
            PageTable table = bench.vm.secondLevel(0);
            assertTrue(table.find(input));
            assertFalse(table.format().dirty(table.foundEntry()), tracker.id());
            assertFalse(table.format().accessed(table.foundEntry()), tracker.id());
            bench.start();
            bench.write(0, IOVA);
            assertTrue(bench.dirty(0, input), tracker.id());
        }
    }

    @Test
    @DisplayName("trap 18: enabling invalidates PASID cache, IOTLB and device-TLB with one wait, once")
    void trap18EnablingTwiceFlushesOnce() {
        HostBench bench = new HostBench(new ShadowSketch(), Platform.SHADOW, 64L << 20, 3);
        InvalidationQueue queue = bench.vm.iommu().invalidations();
        bench.queries.prepare(Script::enableDirtyTracking, NOTHING, 0);
        bench.loop.run();
        assertEquals(2 * 3, queue.submitted(), "no device-TLBs here");
        assertEquals(1, queue.waits());
        assertTrue(bench.vm.tracking().on());
        assertTrue(bench.vm.ledger().totalPs(Cost.INVALIDATE) > 0);
        bench.queries.prepare(Script::enableDirtyTracking, NOTHING, 0);
        bench.loop.run();
        assertEquals(2 * 3, queue.submitted());
        assertEquals(1, queue.waits());
    }

    @ParameterizedTest
    @ValueSource(strings = {"map-time", "dtt", "iova-log", "device-log", "pinned", "emulated", "stop-copy"})
    void aSchemeThatReadsNoDBitsHasNoneSet(String scheme) {
        HostBench bench = new HostBench(Schemes.create(scheme));
        bench.start();
        bench.map(0, IOVA, GFN);
        bench.write(0, IOVA);
        assertFalse(bench.vm.tracking().on());
        assertFalse(bench.dirty(0, bench.vm.platform() != Platform.SHADOW ? GFN << 12 : IOVA));
    }

    @Test
    @DisplayName("trap 17: a device attached while tracking is on is tracked from the start, nested ones too")
    void trap17ADeviceAttachedLaterIsTracked() {
        for (DirtyTracker tracker : List.of(new ShadowDirtyBit(), new NestedDirtyBit())) {
            HostBench bench = new HostBench(tracker);
            bench.start();
            writeByTheSecond(bench, bench.vm.attachDevice());
            assertEquals(List.of(OTHER), bench.query(), tracker.id());
            assertEquals(0, bench.missed(), tracker.id());
            bench.unmap(1, IOVA);
            assertEquals(List.of(), bench.query(), tracker.id());
        }
        HostBench bench = new HostBench(new NestedDirtyBit());
        bench.start();
        PageTable firstStage = new PageTable(EntryFormat.FIRST_STAGE, 4);
        bench.vm.iommu().attach(new TranslationDomain(1, firstStage, bench.vm.secondLevel(0)), false);
        writeByTheSecond(bench, 1);
        assertEquals(List.of(), bench.query(), "Linux before 2024: the nested domain did not take after its parent");
        assertEquals(1, bench.missed());
    }

    private static void writeByTheSecond(HostBench bench, int device) {
        assertEquals(1, device);
        bench.map(device, IOVA, OTHER);
        bench.write(device, IOVA);
        assertEquals(List.of(OTHER), bench.written);
    }

    @Test
    @DisplayName("trap 32: a walker that is not coherent cannot update D, so nothing that reads D bits runs on it")
    void trap32NoTrackingWithoutACoherentWalk() {
        Capabilities incoherent = CapabilityKeys.with(Capabilities.defaults(), "coherent-walk", "no", "test");
        for (String scheme : List.of("nested-dbit", "shadow-dbit")) {
            InputException refused = assertThrows(
                    InputException.class,
                    () -> Requirements.check(
                            Schemes.create(scheme), incoherent, CostModel.defaults(), LeafPolicy.SMALL));
            assertTrue(refused.getMessage().contains("ECAP.SMPWC, bit 48"), refused.getMessage());
        }
        Requirements.check(Schemes.create("pinned"), incoherent, CostModel.defaults(), LeafPolicy.SMALL);

        InputException refused = assertThrows(InputException.class, () -> enableOn(incoherent));
        assertTrue(refused.getMessage().contains("[coherent-walk]"), "a scheme that declares nothing: " + refused);
        assertTrue(enableOn(Capabilities.defaults()).tracksDirty(0));
    }

    private record Enabled(PasidTable pasids) {
        boolean tracksDirty(int device) {
            return pasids.hardwareEntry(device).tracksDirty();
        }
    }

    private static Enabled enableOn(Capabilities capabilities) {
        EventLoop loop = new EventLoop();
        TrackedVm vm = new TrackedVm(
                loop,
                CostModel.defaults(),
                capabilities,
                LeafPolicy.SMALL,
                MemorySlots.q35(64L << 20),
                Platform.SHADOW,
                1,
                (device, iova, hpa) -> {});
        new QueryRunner(loop, vm).prepare(Script::enableDirtyTracking, NOTHING, 0);
        loop.run();
        return new Enabled(vm.iommu().pasids());
    }
}
