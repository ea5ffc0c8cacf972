package dirtysim.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventHandler;
import dirtysim.engine.EventLoop;
import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.Capabilities;
import dirtysim.host.CostModel;
import dirtysim.measure.Cost;
import dirtysim.memory.GfnBitmap;
import dirtysim.memory.LeafPolicy;
import dirtysim.memory.MemorySlot;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What leaves of another size are mapped, scanned and cut for, and how many pages they make dirty. */
class LeafCostsTest {
    private static final long GIB = 1L << 30;
    private static final long IOVA = 0x4000_0000L;
    private static final EventHandler NOTHING = (kind, argument) -> {};

    private final EventLoop loop = new EventLoop();
    private final CostModel costs = CostModel.defaults();

    private TrackedVm vm(LeafPolicy leaves, MemorySlots slots, DirtyTracker tracker) {
        TrackedVm vm = new TrackedVm(
                loop, costs, Capabilities.defaults(), leaves, slots, tracker.platform(), 1, (device, iova, hpa) -> {});
        tracker.attach(vm);
        return vm;
    }

    /** q35 has 2 GiB below 4 GiB and the rest above it; what is left over of a size gets smaller leaves. */
    @ParameterizedTest
    @CsvSource({
        "SIZE_4K, 8192, 2097152",
        "SIZE_2M, 8192, 4096",
        "SIZE_1G, 8192, 8",
        "SIZE_1G, 2560, 258",
        "SIZE_1G, 512, 256",
        "SIZE_1G, 3074, 4"
    })
    void guestMemoryIsMappedByTheLargestLeavesThatFit(PageSize largest, long ramMib, long leaves) {
        TrackedVm vm = vm(new LeafPolicy(largest, false), MemorySlots.q35(ramMib << 20), Schemes.create("nested-dbit"));
        assertEquals(leaves, vm.secondLevel(0).leaves());
        for (MemorySlot slot : vm.slots().slots()) {
            for (long at = 0; at < slot.bytes(); at += slot.bytes() / 64) {
                assertEquals(slot.hpa() + at, vm.secondLevel(0).translate(slot.gpa() + at));
            }
        }
    }

    /** Host memory that is not aligned as the guest's is has no larger pages behind it. */
    @ParameterizedTest
    @CsvSource({"0, 0, 2", "2097152, 0, 1024", "0, 2097152, 1024", "4096, 0, 524288", "0, 4096, 524288"})
    void allAddressesHaveToBeAligned(long hvaShift, long hpaShift, long leaves) {
        MemorySlots slots = new MemorySlots(List.of(new MemorySlot(0, (1L << 40) + hvaShift, GIB + hpaShift, 2 * GIB)));
        LeafPolicy policy = new LeafPolicy(PageSize.SIZE_1G, false);
        assertEquals(
                leaves,
                vm(policy, slots, Schemes.create("nested-dbit")).secondLevel(0).leaves());
    }

    private static void map(EventLoop loop, VirtualIommu viommu, long iova, long gpa, int pages) {
        viommu.operand(0).range(0, iova, pages, true).segment(gpa, pages);
        viommu.map(0, NOTHING, 0);
        loop.run();
    }

    @Test
    void aMappingCostsItsEntriesAndNotItsPages() {
        DirtyTracker tracker = Schemes.create("shadow-dbit");
        TrackedVm vm = vm(new LeafPolicy(PageSize.SIZE_2M, false), MemorySlots.q35(64L << 20), tracker);
        VirtualIommu viommu = new VirtualIommu(loop, vm, tracker, 1);
        map(loop, viommu, IOVA - 4096, (4L << 20) - 4096, 1 + 1024 + 2);
        assertEquals(5, vm.secondLevel(0).leaves(), "one page before, two large leaves, two pages behind");
        assertEquals(costs.mapPs(5), vm.ledger().totalPs(Cost.MAP));
        assertEquals(
                CostModel.ps(costs.pinPageNs() * 1027), vm.ledger().totalPs(Cost.PIN), "pages are pinned one by one");
        viommu.operand(0).range(0, IOVA - 4096, 1027, true);
        viommu.unmap(0, false, NOTHING, 0);
        loop.run();
        assertEquals(costs.unmapPs(5), vm.ledger().totalPs(Cost.UNMAP));
        assertEquals(0, vm.secondLevel(0).leaves());

        map(loop, viommu, IOVA + 4096, 4L << 20, 1024);
        assertEquals(1024, vm.secondLevel(0).leaves(), "IOVA and GPA are aligned differently");
    }

    /** numbers.md 5.3: 0.6 ms a GiB at 4 KiB, about 0.001 at 2 MiB. */
    @ParameterizedTest
    @CsvSource({"SIZE_4K, 262144", "SIZE_2M, 512", "SIZE_1G, 1"})
    void aScanCostsTheEntriesThatThereAre(PageSize size, long leaves) {
        DirtyTracker tracker = Schemes.create("nested-dbit");
        TrackedVm vm = vm(new LeafPolicy(size, false), MemorySlots.q35(GIB), tracker);
        QueryRunner queries = new QueryRunner(loop, vm);
        queries.query(tracker::query, vm.newBitmap(), NOTHING, 0);
        loop.run();
        assertEquals(leaves * CostModel.ps(costs.scanPerPteNs()), vm.ledger().totalPs(Cost.SCAN));
    }

    @ParameterizedTest
    @CsvSource({"SIZE_2M, 512", "SIZE_1G, 1"})
    void cuttingCostsWhatTheParameterSaysAndAnInvalidation(PageSize size, long leaves) {
        DirtyTracker tracker = Schemes.create("nested-dbit");
        TrackedVm vm = vm(new LeafPolicy(size, true), MemorySlots.q35(GIB), tracker);
        LeafSplit split = new LeafSplit(vm, tracker);
        assertTrue(split.due());
        assertEquals(leaves, split.leaves());
        new QueryRunner(loop, vm).prepare(split::cut, NOTHING, 0);
        loop.run();
        assertEquals(PageSize.SIZE_1G.pages(), split.leaves());
        assertEquals(2_000_000_000L, vm.ledger().totalPs(Cost.SPLIT));
        long cutPs = loop.nowPs();
        assertEquals(2_000_000_000L + vm.ledger().totalPs(Cost.INVALIDATE), cutPs);
        new QueryRunner(loop, vm).prepare(split::collapse, NOTHING, 0);
        loop.run();
        assertEquals(leaves, split.leaves());
        assertEquals(4_000_000_000L, vm.ledger().totalPs(Cost.SPLIT));
    }

    @Test
    void onlyAReaderOfDirtyBitsHasLeavesCut() {
        for (DirtyTracker tracker : Schemes.all()) {
            TrackedVm vm = vm(new LeafPolicy(PageSize.SIZE_2M, true), MemorySlots.q35(64L << 20), tracker);
            boolean reads =
                    List.of("nested-dbit", "shadow-dbit", "iommufd-dbit").contains(tracker.id());
            assertEquals(reads, new LeafSplit(vm, tracker).due(), tracker.id());
            TrackedVm small = vm(new LeafPolicy(PageSize.SIZE_4K, true), MemorySlots.q35(64L << 20), tracker);
            assertFalse(new LeafSplit(small, tracker).due(), "there is nothing to cut under " + tracker.id());
        }
    }

    /**
     * numbers.md 6: m random page writes into M pages make M (1 - exp(-m / M)) dirty; with larger leaves M is divided by the
     * pages of a leaf and the result multiplied by them. Mean of 40 seeds, within four standard errors.
     */
    @ParameterizedTest
    @CsvSource({"SIZE_4K, 16384, 8000", "SIZE_2M, 131072, 300", "SIZE_1G, 2097152, 10"})
    void expectedDirtyPagesAreThoseOfTheClosedForm(PageSize size, long ramPages, int writes) {
        double sum = 0;
        double squares = 0;
        int seeds = 40;
        for (int seed = 1; seed <= seeds; seed++) {
            double pages = dirtyPages(size, ramPages, writes, seed);
            sum += pages;
            squares += pages * pages;
        }
        double mean = sum / seeds;
        double error = Math.sqrt((squares / seeds - mean * mean) / seeds);
        double leaves = (double) ramPages / size.pages();
        // The limit for many leaves, and what it is the limit of for few.
        double exact = leaves * (1 - Math.pow(1 - 1 / leaves, writes)) * size.pages();
        double limit = leaves * (1 - Math.exp(-writes / leaves)) * size.pages();
        assertTrue(Math.abs(mean - exact) < 4 * error, mean + " +- " + error + " instead of " + exact);
        assertTrue(Math.abs(mean - limit) < 4 * error + limit / leaves, mean + " +- " + error + " instead of " + limit);
    }

    private long dirtyPages(PageSize size, long ramPages, int writes, long seed) {
        DirtyTracker tracker = Schemes.create("nested-dbit");
        TrackedVm vm = vm(new LeafPolicy(size, false), MemorySlots.q35(ramPages << 12), tracker);
        VirtualIommu viommu = new VirtualIommu(loop, vm, tracker, 1);
        QueryRunner queries = new QueryRunner(loop, vm);
        queries.prepare(tracker::started, NOTHING, 0);
        loop.run();
        RandomStream random = new RandomStreams(seed).stream("writes");
        for (int n = 0; n < writes; n++) {
            long gpa = vm.slots().gfnOfRamPage(random.nextLong(ramPages)) << 12;
            map(loop, viommu, IOVA, gpa, 1);
            vm.iommu().access(0, IOVA, true, NOTHING, 0, 0);
            loop.run();
            viommu.operand(0).range(0, IOVA, 1, true);
            viommu.unmap(0, false, NOTHING, 0);
            loop.run();
        }
        GfnBitmap found = vm.newBitmap();
        queries.query(tracker::query, found, NOTHING, 0);
        loop.run();
        return found.count();
    }
}
