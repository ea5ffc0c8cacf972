package dirtysim.traps;

import static dirtysim.traps.HostBench.IOVA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.Scenarios;
import dirtysim.Simulation;
import dirtysim.contract.RandomWorkloads;
import dirtysim.host.Capabilities;
import dirtysim.host.CapabilityKeys;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Requirements;
import dirtysim.tracking.Script;
import dirtysim.tracking.schemes.IovaLog;
import dirtysim.tracking.schemes.MapTime;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.PinnedPages;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Traps that lie in what is mapped where, and when that is looked up. */
class MappingTrapsTest {
    private static final long OLD = 100;
    private static final long NEW = 200;

    private record Found(int device, long iova) {}

    @Test
    @DisplayName("the sketch that the broken schemes are made from loses nothing itself")
    void theSketchIsSound() {
        for (long seed = 1; seed <= 3; seed++) {
            assertEquals(
                    0,
                    Simulation.run(
                                    Scenarios.of("sketch", seed, 1),
                                    RandomWorkloads.make(seed, false, Scenarios.RAM_BYTES, 600),
                                    new ShadowSketch())
                            .tracking()
                            .lostPages(),
                    "seed " + seed);
        }
    }

    @Test
    @DisplayName("trap 4: a lazy guest's device writes until the flush, so D is read when the VMM unmaps")
    void trap4HarvestAtTheVmmsUnmapNotAtTheGuestsClear() {
        assertEquals(List.of(OLD), lateWriteOfALazyGuest(new ShadowDirtyBit()));
        assertEquals(List.of(OLD), lateWriteOfALazyGuest(new NestedDirtyBit()));
        ShadowSketch early = new ShadowSketch() {
            @Override
            public void unmapping(DmaRange range, Script script) {
                script.exchange(range, Script.UNSEEN).invalidate(range);
            }
        };
        HostBench bench = new HostBench(early);
        bench.map(0, IOVA, OLD);
        bench.start();
        assertFalse(bench.dirty(0, IOVA), "what a harvest at the guest's clear would find");
        bench.unmapLazily(0, IOVA);
        bench.write(0, IOVA);
        bench.flush(0);
        assertEquals(List.of(), bench.query());
        assertEquals(1, bench.missed());
    }

    private static List<Long> lateWriteOfALazyGuest(DirtyTracker tracker) {
        HostBench bench = new HostBench(tracker);
        bench.map(0, IOVA, OLD);
        bench.start();
        // Cached, so that a nested IOMMU goes on translating when the guest's entry is gone.
        bench.write(0, IOVA);
        assertEquals(List.of(OLD), bench.query());
        bench.write(0, IOVA);
        bench.unmapLazily(0, IOVA);
        bench.write(0, IOVA);
        assertEquals(List.of(OLD, OLD, OLD), bench.written);
        bench.flush(0);
        bench.write(0, IOVA);
        assertEquals(3, bench.written.size(), "a fault after the flush");
        List<Long> reported = bench.query();
        assertEquals(0, bench.missed());
        return reported;
    }

    @Test
    @DisplayName("trap 7: at the query the mapping is gone, so an IOVA is translated while it is unmapped")
    void trap7TranslateBeforeTheMappingIsGone() {
        assertEquals(List.of(OLD), writeUnmapQuery(new ShadowDirtyBit(), 0));
        assertEquals(List.of(), writeUnmapQuery(new LateTranslation(), 1));
        assertEquals(List.of(), writeUnmapQuery(new IovaLog(), 1));
    }

    private static List<Long> writeUnmapQuery(DirtyTracker tracker, long missed) {
        HostBench bench = new HostBench(tracker);
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.write(0, IOVA);
        bench.unmap(0, IOVA);
        List<Long> reported = bench.query();
        assertEquals(missed, bench.missed());
        return reported;
    }

    @Test
    @DisplayName("trap 9: a changed mapping whose unmap nobody saw is harvested with the old GPA")
    void trap9AChangedMappingIsHarvestedWithTheOldGpa() {
        assertEquals(List.of(OLD), changeUnseen(new ShadowDirtyBit(), 0));
        assertEquals(List.of(NEW), changeUnseen(new LateTranslation(), 1));
    }

    private static List<Long> changeUnseen(DirtyTracker tracker, long missed) {
        HostBench bench = new HostBench(tracker);
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.write(0, IOVA);
        bench.unmapLazily(0, IOVA);
        bench.map(0, IOVA, NEW);
        List<Long> reported = bench.query();
        assertEquals(missed, bench.missed());
        bench.write(0, IOVA);
        assertEquals(List.of(OLD, NEW), bench.written, "the map flushed what was cached");
        assertEquals(List.of(NEW), bench.query());
        return reported;
    }

    @Test
    @DisplayName("trap 10: an IOVA that is used again starts clean and inherits no bits")
    void trap10AReusedIovaStartsClean() {
        assertEquals(List.of(OLD), reuse(new ShadowDirtyBit(), 0));
        assertEquals(List.of(NEW), reuse(new IovaLog(), 1));
        assertEquals(List.of(NEW), reuse(new LateTranslation(), 1));
    }

    private static List<Long> reuse(DirtyTracker tracker, long missed) {
        HostBench bench = new HostBench(tracker);
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.write(0, IOVA);
        bench.unmap(0, IOVA);
        bench.map(0, IOVA, NEW);
        assertEquals(false, bench.dirty(0, IOVA));
        List<Long> reported = bench.query();
        assertEquals(missed, bench.missed());
        return reported;
    }

    @Test
    @DisplayName("trap 10: an IOVA that is used again before its flush still leads to the old page")
    void trap10AReusedIovaBeforeItsFlushWritesTheOldPage() {
        HostBench bench = new HostBench(new NestedDirtyBit());
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.write(0, IOVA);
        bench.unmapLazily(0, IOVA);
        bench.map(0, IOVA, NEW);
        bench.write(0, IOVA);
        assertEquals(List.of(OLD, OLD), bench.written);
        assertEquals(List.of(OLD), bench.query(), "not what the guest's table says");
        bench.write(0, IOVA);
        assertEquals(List.of(NEW), bench.query(), "the query has invalidated");
        assertEquals(0, bench.missed());
    }

    @Test
    @DisplayName("trap 11: several IOVAs of one page have a D bit each, and any of them makes the page dirty")
    void trap11AliasesAreOred() {
        for (long alias : new long[] {IOVA, IOVA + 4096}) {
            HostBench bench = aliased(new ShadowDirtyBit(), alias);
            assertEquals(List.of(OLD), bench.query());
            assertEquals(List.of(), bench.query());
        }
        HostBench both = aliased(new ShadowDirtyBit(), IOVA);
        both.write(0, IOVA + 4096);
        both.unmap(0, IOVA);
        assertTrue(both.dirty(0, IOVA + 4096), "harvesting one alias leaves the other");
        assertEquals(List.of(OLD), both.query());

        HostBench broken = aliased(new OneIovaPerPage(), IOVA);
        assertEquals(List.of(), broken.query());
        assertEquals(1, broken.missed());
        assertEquals(List.of(OLD), aliased(new OneIovaPerPage(), IOVA + 4096).query());
    }

    private static HostBench aliased(DirtyTracker tracker, long writeTo) {
        HostBench bench = new HostBench(tracker);
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.map(0, IOVA + 4096, OLD);
        bench.write(0, writeTo);
        return bench;
    }

    @Test
    @DisplayName("trap 11: one HVA in two memory slots is two GFNs, and both are dirty")
    void trap11AnHvaInTwoSlotsIsTwoGfns() {
        long mib = 1L << 20;
        MemorySlots slots = new MemorySlots(List.of(
                new MemorySlot(0, 1L << 34, 1L << 35, 4 * mib), new MemorySlot(64 * mib, 1L << 34, 1L << 35, 4 * mib)));
        HostBench bench = new HostBench(new ShadowDirtyBit(), Platform.SHADOW, slots, 1);
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.write(0, IOVA);
        assertEquals(List.of(OLD, 16384 + OLD), bench.query());
        assertEquals(0, bench.missed());

        ShadowSketch first = new ShadowSketch() {
            @Override
            void found(int device, long iova) {
                List<Long> gfns = new ArrayList<>();
                host.translate(device, iova, gfns::add);
                bitmap.set(gfns.get(0));
            }
        };
        HostBench broken = new HostBench(first, Platform.SHADOW, slots, 1);
        broken.start();
        broken.map(0, IOVA, OLD);
        broken.write(0, IOVA);
        assertEquals(List.of(OLD), broken.query());
        assertEquals(1, broken.missed());
    }

    @Test
    @DisplayName("trap 12: devices are OR-ed, and harvesting one leaves the other's bits")
    void trap12DevicesAreOred() {
        HostBench bench = twoDevices(new ShadowDirtyBit());
        bench.unmap(0, IOVA);
        assertTrue(bench.dirty(1, IOVA));
        assertEquals(List.of(OLD, NEW), bench.query());
        assertEquals(0, bench.missed());

        ShadowSketch firstOnly = new ShadowSketch() {
            @Override
            void scanAll(Script script) {
                scan(0, script);
            }
        };
        HostBench broken = twoDevices(firstOnly);
        assertEquals(List.of(OLD), broken.query());
        assertEquals(1, broken.missed());
    }

    private static HostBench twoDevices(DirtyTracker tracker) {
        HostBench bench = new HostBench(tracker, Platform.SHADOW, 64L << 20, 2);
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.map(1, IOVA, NEW);
        bench.write(0, IOVA);
        bench.write(1, IOVA);
        return bench;
    }

    @Test
    @DisplayName("trap 17: what is mapped after tracking has started is tracked too")
    void trap17MappingsMadeAfterTheStartAreTracked() {
        HostBench bench = mappedBeforeAndAfterTheStart(new ShadowDirtyBit());
        assertEquals(List.of(OLD, NEW), bench.query());
        TreeSet<Long> atStart = new TreeSet<>(List.of(IOVA));
        ShadowSketch broken = new ShadowSketch() {
            @Override
            void found(int device, long iova) {
                if (atStart.contains(iova)) {
                    super.found(device, iova);
                }
            }
        };
        HostBench losing = mappedBeforeAndAfterTheStart(broken);
        assertEquals(List.of(OLD), losing.query());
        assertEquals(1, losing.missed());
    }

    private static HostBench mappedBeforeAndAfterTheStart(DirtyTracker tracker) {
        HostBench bench = new HostBench(tracker);
        bench.map(0, IOVA, OLD);
        bench.start();
        bench.map(0, IOVA + 4096, NEW);
        bench.write(0, IOVA);
        bench.write(0, IOVA + 4096);
        return bench;
    }

    @Test
    @DisplayName("trap 25: a scheme hears of maps in caching mode only")
    void trap25MapsAreSeenInCachingModeOnly() {
        assertEquals(List.of(OLD), mapTimeUnder(Platform.SHADOW, 0));
        assertEquals(List.of(), mapTimeUnder(Platform.NESTED, 1));
        Capabilities silent = CapabilityKeys.with(Capabilities.defaults(), "caching-mode", "no", "test");
        InputException refused = assertThrows(
                InputException.class,
                () -> Requirements.check(new MapTime(), silent, CostModel.defaults(), LeafPolicy.SMALL));
        assertTrue(refused.getMessage().contains("caching-mode (CAP.CM, bit 7)"), refused.getMessage());
    }

    private static List<Long> mapTimeUnder(Platform platform, long missed) {
        HostBench bench = new HostBench(new MapTime(), platform, 64L << 20, 1);
        bench.start();
        bench.map(0, IOVA, OLD);
        bench.write(0, IOVA);
        List<Long> reported = bench.query();
        assertEquals(missed, bench.missed());
        return reported;
    }

    @Test
    @DisplayName("trap 26: without hardware help every pinned page is dirty in each query")
    void trap26PinnedPagesAreDirtyInEachQuery() {
        HostBench bench = new HostBench(new PinnedPages());
        bench.start();
        bench.map(0, IOVA, OLD, OLD + 7, NEW);
        bench.map(0, IOVA - 4096, 300);
        for (int query = 0; query < 3; query++) {
            assertEquals(List.of(OLD, OLD + 7, NEW, 300L), bench.query(), "query " + query);
        }
        bench.unmap(0, IOVA - 4096);
        assertEquals(List.of(OLD, OLD + 7, NEW, 300L), bench.query(), "the unmap returns its page as dirty");
        assertEquals(List.of(OLD, OLD + 7, NEW), bench.query());
        assertEquals(List.of(), bench.written);

        HostBench hardware = new HostBench(new ShadowDirtyBit());
        hardware.start();
        hardware.map(0, IOVA, OLD, OLD + 7, NEW);
        assertEquals(List.of(), hardware.query());
    }

    /** Notes dirty IOVAs at the unmap and translates them at the query. */
    private static final class LateTranslation extends ShadowSketch {
        private final List<Found> noted = new ArrayList<>();

        @Override
        void found(int device, long iova) {
            noted.add(new Found(device, iova));
        }

        @Override
        void scanAll(Script script) {
            super.scanAll(script);
            script.work(() -> {
                for (Found found : noted) {
                    host.translate(found.device, found.iova, bitmap::set);
                }
                noted.clear();
                return false;
            });
        }
    }

    /** Keeps the last IOVA of each page, and looks at that alone. */
    private static final class OneIovaPerPage extends ShadowSketch {
        private final TreeMap<Long, Long> iovaOfGfn = new TreeMap<>();

        @Override
        public void mapped(DmaRange range) {
            for (int page = 0; page < range.pages(); page++) {
                long iova = range.iova() + page * 4096L;
                host.translate(range.device(), iova, gfn -> iovaOfGfn.put(gfn, iova));
            }
        }

        @Override
        void found(int device, long iova) {
            if (iovaOfGfn.containsValue(iova)) {
                super.found(device, iova);
            }
        }
    }
}
