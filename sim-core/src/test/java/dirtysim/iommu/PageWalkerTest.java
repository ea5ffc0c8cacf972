package dirtysim.iommu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.EventLoop;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.MemorySlots;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import dirtysim.memory.TablePages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many entries walks read. */
class PageWalkerTest {
    private static final int DOMAIN = 7;
    private static final long TWO_MIB = 2L << 20;
    private static final long IOVA = 0x40_0000_0000L;
    private static final MemorySlots SLOTS = MemorySlots.q35(64L << 20);

    private final EventLoop loop = new EventLoop();
    private PageTable first;
    private PageTable second;
    private Iommu iommu;

    private void nested(int firstLevels, int secondLevels, Map<String, String> changes) {
        second = new PageTable(EntryFormat.SECOND_STAGE, secondLevels);
        second.mapLinear(0, 0, 64L << 20, PageSize.SIZE_4K, true);
        first = new PageTable(EntryFormat.FIRST_STAGE, firstLevels, new TablePages(SLOTS));
        attach(new TranslationDomain(DOMAIN, first, second), changes);
    }

    private void single(int levels, Map<String, String> changes) {
        second = new PageTable(EntryFormat.SECOND_STAGE, levels);
        attach(new TranslationDomain(DOMAIN, null, second), changes);
    }

    private void attach(TranslationDomain domain, Map<String, String> changes) {
        CostModel costs = Parameters.with(CostModel.defaults(), changes, "test");
        iommu = new Iommu(loop, costs, (device, iova, hpa) -> {});
        iommu.attach(domain);
    }

    /** References of the walk of one read that misses the IOTLB. */
    private long read(long iova) {
        long before = iommu.references();
        long misses = iommu.misses();
        iommu.access(0, iova, false, (kind, argument) -> {}, 0, 0);
        loop.run();
        assertEquals(misses + 1, iommu.misses());
        return iommu.references() - before;
    }

    /** C6: (4 + 1)^2 - 1 = 24 where nothing is cached. */
    @ParameterizedTest
    @CsvSource({"4,4,24", "4,3,19", "5,4,29", "5,5,35"})
    void aNestedWalkWithoutCachesReadsEveryTableOfBothStages(int firstLevels, int secondLevels, long expected) {
        nested(firstLevels, secondLevels, Map.of("walk-cache-entries", "0", "nested-cache-entries", "1"));
        first.map(IOVA, 0x5000, PageSize.SIZE_4K, true);
        assertEquals(expected, read(IOVA));
    }

    @ParameterizedTest
    @CsvSource({"3", "4", "5"})
    void aSingleStageWalkWithoutCachesReadsEveryLevel(int levels) {
        single(levels, Map.of("walk-cache-entries", "0"));
        second.map(IOVA, 0x5000, PageSize.SIZE_4K, true);
        second.map(IOVA + TWO_MIB, TWO_MIB, PageSize.SIZE_2M, true);
        assertEquals(levels, read(IOVA));
        assertEquals(levels - 1, read(IOVA + TWO_MIB), "a large leaf ends the walk one level higher");
        assertEquals(levels, read(IOVA + 4096), "an entry that is not present is read too");
    }

    @Test
    void aWarmWalkReadsTheLeaves() {
        nested(4, 4, Map.of());
        for (long page = 0; page < 3; page++) {
            first.map(IOVA + page * 4096, page * 4096, PageSize.SIZE_4K, true);
        }
        first.map(IOVA + TWO_MIB, 0x9000, PageSize.SIZE_4K, true);
        long cold = read(IOVA);
        assertTrue(cold < 24, "the tables lie side by side: " + cold);
        assertEquals(2, read(IOVA + 4096));
        assertEquals(4, read(IOVA + TWO_MIB), "a first-stage entry, a leaf in a new page, the two second-stage leaves");
        assertEquals(2, read(IOVA + 2 * 4096));
    }

    @Test
    void aSingleStageWalkReadsWhatIsNotCached() {
        single(4, Map.of());
        long oneGib = 1L << 30;
        for (long iova : new long[] {0, 4096, 8192, TWO_MIB, oneGib, 512 * oneGib - 4096}) {
            second.map(iova, 0x5000, PageSize.SIZE_4K, true);
        }
        assertEquals(4, read(0));
        assertEquals(1, read(4096));
        assertEquals(2, read(TWO_MIB));
        assertEquals(3, read(oneGib));
        assertEquals(3, read(512 * oneGib - 4096));
        assertEquals(1, read(8192));
    }

    @Test
    void theHintKeepsNonLeafEntries() {
        single(4, Map.of());
        second.map(IOVA, 0x5000, PageSize.SIZE_4K, true);
        read(IOVA);
        iommu.caches().invalidatePages(DOMAIN, IOVA, 4096, true);
        assertEquals(1, read(IOVA));
        iommu.caches().invalidatePages(DOMAIN, IOVA, 4096, false);
        assertEquals(4, read(IOVA));
        iommu.caches().invalidateDomain(DOMAIN + 1);
        iommu.caches().invalidatePages(DOMAIN + 1, IOVA, 4096, false);
        iommu.caches().invalidatePages(DOMAIN, IOVA, 4096, true);
        assertEquals(1, read(IOVA), "another domain's");
        iommu.caches().invalidateDomain(DOMAIN);
        assertEquals(4, read(IOVA));
        iommu.caches().invalidateAll();
        assertEquals(4, read(IOVA));
    }

    @Test
    void aFirstStageInvalidationLeavesTheSecondStageCached() {
        nested(4, 4, Map.of());
        first.map(IOVA, 0x5000, PageSize.SIZE_4K, true);
        read(IOVA);
        iommu.caches().invalidatePasidPages(DOMAIN, Iommu.RID_PASID, IOVA, 4096, true);
        assertEquals(2, read(IOVA));
        iommu.caches().invalidatePasidPages(DOMAIN, Iommu.RID_PASID, IOVA, 4096, false);
        assertEquals(5, read(IOVA), "four tables whose pages are known, and the second stage's leaf");
        iommu.caches().invalidatePasid(DOMAIN, Iommu.RID_PASID);
        assertEquals(5, read(IOVA));
        iommu.caches().invalidatePages(DOMAIN, 0x5000, 4096, true);
        assertEquals(5, read(IOVA), "by GPA: all that rests on the second stage");
    }

    /** C4: more 2 MiB regions than entries add a reference, fewer do not. */
    @Test
    void regionsBeyondTheCacheCostAReferenceMore() {
        single(4, Map.of("walk-cache-entries", "4"));
        for (long region = 0; region < 5; region++) {
            for (long page = 0; page < 4; page++) {
                second.map(region * TWO_MIB + page * 4096, 0x5000, PageSize.SIZE_4K, true);
            }
        }
        for (long region = 0; region < 4; region++) {
            read(region * TWO_MIB);
        }
        for (long region = 0; region < 4; region++) {
            assertEquals(1, read(region * TWO_MIB + 4096), "region " + region);
        }
        assertEquals(2, read(4 * TWO_MIB));
        assertEquals(2, read(2 * 4096), "the least recently used made room");
        assertEquals(1, read(4 * TWO_MIB + 4096));
    }

    /** What is cached while A and D are off lets writes through: enabling them asks for an invalidation. */
    @Test
    void withoutSecondStageAdNothingIsSetAndWritesNeedNoWalk() {
        PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);
        table.map(IOVA, 0x5000, PageSize.SIZE_4K, true);
        TranslationDomain domain = new TranslationDomain(DOMAIN, null, table);
        Iotlb iotlb = new Iotlb(8, 8);
        assertEquals(TranslationDomain.Outcome.DONE, domain.walk(IOVA, false, false, false));
        iotlb.fill(domain, Iommu.RID_PASID, IOVA);
        assertFalse(Bench.accessed(table, IOVA));
        assertTrue(iotlb.servesWrites(iotlb.lookup(DOMAIN, Iommu.RID_PASID, IOVA)));
        assertEquals(TranslationDomain.Outcome.DONE, domain.walk(IOVA, true, false, false));
        assertFalse(Bench.dirty(table, IOVA));
        assertEquals(TranslationDomain.Outcome.NEEDS_DIRTY, domain.walk(IOVA, true, false, true));
    }

    @Test
    void tablesOfGuestMemoryComeFromTheTopAndAreUsedAgain() {
        TablePages pages = new TablePages(SLOTS);
        long all = SLOTS.ramPages();
        PageTable table = new PageTable(EntryFormat.FIRST_STAGE, 4, pages);
        table.map(IOVA, 0x5000, PageSize.SIZE_4K, true);
        assertEquals(all - 4, pages.left());
        assertTrue(table.find(IOVA));
        for (int level = 4; level >= 1; level--) {
            assertEquals((all - 5 + level) << 12, table.tableAddress(level), "level " + level);
        }
        table.unmap(IOVA);
        table.map(IOVA, 0, PageSize.SIZE_2M, true);
        assertEquals(all - 3, pages.left(), "the large leaf takes the place of a table");
        table.map(IOVA + TWO_MIB, 0x5000, PageSize.SIZE_4K, true);
        assertTrue(table.find(IOVA + TWO_MIB));
        assertEquals((all - 4) << 12, table.tableAddress(1));
    }
}
