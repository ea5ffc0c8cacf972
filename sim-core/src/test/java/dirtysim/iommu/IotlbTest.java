package dirtysim.iommu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.memory.EntryFormat;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IotlbTest {
    /** What a fill caches. */
    private record Cached(int domain, int pasid, long start, long hpa, PageSize size, boolean dirty, boolean writable) {
        boolean covers(int ofDomain, int ofPasid, long iova) {
            return domain == ofDomain && pasid == ofPasid && start <= iova && iova < start + size.bytes();
        }

        boolean overlaps(long iova, long bytes) {
            return start < iova + bytes && iova < start + size.bytes();
        }
    }

    /** One set is a list, in order of use or of filling; {@code ways} as large as the whole. */
    @ParameterizedTest
    @CsvSource({"1,1,LRU", "2,8,LRU", "8,8,LRU", "16,64,LRU", "1,1,FIFO", "8,8,FIFO", "16,64,FIFO"})
    void oneSetIsAList(int entries, int ways, Replacement replacement) {
        for (long seed = 1; seed <= 8; seed++) {
            String which = "seed " + seed + ", " + entries + " entries";
            RandomStream random = new RandomStreams(seed).stream("iotlb");
            Iotlb iotlb = new Iotlb(entries, ways, replacement);
            assertEquals(entries, iotlb.entries());
            List<Cached> oracle = new ArrayList<>();
            for (int step = 0; step < 3000; step++) {
                int domain = random.nextInt(3);
                int pasid = random.nextInt(2);
                PageSize size = PageSize.values()[random.nextInt(3)];
                long iova = random.nextInt(12) * size.bytes() + random.nextInt(3) * PageSize.SIZE_2M.bytes();
                long bytes = (1L + random.nextInt(600)) * 4096;
                switch (random.nextInt(24)) {
                    case 0 -> {
                        iotlb.invalidateDomain(domain);
                        oracle.removeIf(entry -> entry.domain == domain);
                    }
                    case 1, 2 -> {
                        iotlb.invalidatePages(domain, iova, bytes, true);
                        oracle.removeIf(entry -> entry.domain == domain && entry.overlaps(iova, bytes));
                    }
                    case 3 -> {
                        iotlb.invalidatePasid(domain, pasid);
                        oracle.removeIf(entry -> entry.domain == domain && entry.pasid == pasid);
                    }
                    case 4, 5 -> {
                        iotlb.invalidatePasidPages(domain, pasid, iova, bytes, false);
                        oracle.removeIf(
                                entry -> entry.domain == domain && entry.pasid == pasid && entry.overlaps(iova, bytes));
                    }
                    case 6, 7, 8, 9, 10, 11, 12 -> {
                        long hpa = random.nextInt(1 << 20) * 4096L;
                        boolean dirty = random.nextBoolean(0.5);
                        boolean writable = random.nextBoolean(0.5);
                        Cached made = new Cached(
                                domain, pasid, iova & -size.bytes(), hpa & -size.bytes(), size, dirty, writable);
                        fill(oracle, made, entries, replacement);
                        iotlb.fill(domain, pasid, iova, hpa, size, dirty, writable);
                    }
                    default -> {
                        Cached found = assertLookup(iotlb, oracle, domain, pasid, iova + random.nextInt(4096), which);
                        if (found != null && replacement == Replacement.LRU) {
                            oracle.remove(found);
                            oracle.add(found);
                        }
                    }
                }
            }
            iotlb.invalidateAll();
            for (Cached entry : oracle) {
                assertEquals(Iotlb.MISS, iotlb.lookup(entry.domain, entry.pasid, entry.start), which);
            }
        }
    }

    private static void fill(List<Cached> oracle, Cached made, int entries, Replacement replacement) {
        for (int n = 0; n < oracle.size(); n++) {
            Cached entry = oracle.get(n);
            if (entry.covers(made.domain, made.pasid, made.start) && entry.size == made.size) {
                oracle.remove(n);
                oracle.add(replacement == Replacement.LRU ? oracle.size() : n, made);
                return;
            }
        }
        if (oracle.size() == entries) {
            oracle.remove(0);
        }
        oracle.add(made);
    }

    private static Cached assertLookup(
            Iotlb iotlb, List<Cached> oracle, int domain, int pasid, long iova, String which) {
        Cached expected = null;
        for (Cached entry : oracle) {
            if (entry.covers(domain, pasid, iova)
                    && (expected == null || entry.size.ordinal() < expected.size.ordinal())) {
                expected = entry;
            }
        }
        int found = iotlb.lookup(domain, pasid, iova);
        assertEquals(expected != null, found != Iotlb.MISS, which);
        if (expected != null) {
            assertEquals(expected.hpa + (iova - expected.start), iotlb.hpa(found, iova), which);
            assertEquals(expected.dirty, iotlb.dirty(found), which);
            assertEquals(expected.writable, iotlb.writable(found), which);
            assertEquals(expected.dirty && expected.writable, iotlb.servesWrites(found), which);
        }
        return expected;
    }

    /** Nested entries are tagged by IOVA, so an invalidation by GPA cannot tell them apart. */
    @Test
    void anInvalidationOfSecondStagePagesDropsAllNestedEntriesOfItsDomain() {
        PageTable first = new PageTable(EntryFormat.FIRST_STAGE, 4);
        PageTable second = new PageTable(EntryFormat.SECOND_STAGE, 4);
        first.map(0x5000, 0x9000, PageSize.SIZE_4K, true);
        second.map(0x9000, 0x20_0000, PageSize.SIZE_4K, true);
        Iotlb iotlb = new Iotlb(128, 8);
        for (int domain = 1; domain <= 2; domain++) {
            TranslationDomain nested = new TranslationDomain(domain, first, second);
            assertEquals(TranslationDomain.Outcome.DONE, nested.walk(0x5000, true, true));
            iotlb.fill(nested, 3, 0x5000);
        }
        iotlb.invalidatePasidPages(1, 3, 0x9000, 4096, true);
        assertNotEquals(Iotlb.MISS, iotlb.lookup(1, 3, 0x5000), "first-stage ranges are IOVA");
        iotlb.invalidatePages(1, 0x9000, 4096, true);
        assertEquals(Iotlb.MISS, iotlb.lookup(1, 3, 0x5000));
        assertNotEquals(Iotlb.MISS, iotlb.lookup(2, 3, 0x5000), "another domain's");
        iotlb.invalidatePasidPages(2, 3, 0x5000, 4096, true);
        assertEquals(Iotlb.MISS, iotlb.lookup(2, 3, 0x5000));
    }

    /** Any entry of the set may go, but never one of another set, and in each run the same. */
    @Test
    void randomReplacementIsTheSameInEachRun() {
        List<Long> kept = null;
        for (int run = 0; run < 2; run++) {
            Iotlb iotlb = new Iotlb(16, 4, Replacement.RANDOM);
            iotlb.fill(0, 0, 4096, 0, PageSize.SIZE_4K, false, true);
            for (long page = 0; page < 160; page += 4) {
                iotlb.fill(0, 0, page * 4096, 0, PageSize.SIZE_4K, false, true);
            }
            List<Long> found = new ArrayList<>();
            for (long page = 0; page < 160; page += 4) {
                if (iotlb.lookup(0, 0, page * 4096) != Iotlb.MISS) {
                    found.add(page);
                }
            }
            assertEquals(4, found.size());
            assertTrue(found.contains(156L), "the last one filled");
            assertNotEquals(List.of(144L, 148L, 152L, 156L), found, "that would be FIFO");
            assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 0, 4096), "another set");
            assertTrue(kept == null || kept.equals(found));
            kept = found;
        }
    }

    /** Consecutive pages spread over the sets: as many as there are entries all stay, whatever the ways. */
    @ParameterizedTest
    @CsvSource({"128,8", "128,1", "64,4", "120,8"})
    void consecutivePagesFillEverySet(int entries, int ways) {
        Iotlb iotlb = new Iotlb(entries, ways);
        for (int page = 0; page < entries; page++) {
            iotlb.fill(0, 0, page * 4096L, page * 8192L, PageSize.SIZE_4K, false, true);
        }
        for (int page = 0; page < entries; page++) {
            assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 0, page * 4096L), "page " + page);
        }
    }

    /** Only the pages of the set that is overfull make room, least recently used first. */
    @Test
    void evictsTheLeastRecentlyUsedOfTheSet() {
        int sets = 16;
        Iotlb iotlb = new Iotlb(128, 8);
        for (int way = 0; way < 8; way++) {
            iotlb.fill(0, 0, (5L + way * sets) * 4096, 0, PageSize.SIZE_4K, false, true);
        }
        iotlb.fill(0, 0, 6 * 4096, 0, PageSize.SIZE_4K, false, true);
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 0, 5L * 4096));
        iotlb.fill(0, 0, (5L + 8 * sets) * 4096, 0, PageSize.SIZE_4K, false, true);
        assertEquals(Iotlb.MISS, iotlb.lookup(0, 0, (5L + sets) * 4096), "the second was used least recently");
        for (int way = 0; way <= 8; way++) {
            assertEquals(way == 1, iotlb.lookup(0, 0, (5L + way * sets) * 4096) == Iotlb.MISS, "way " + way);
        }
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 0, 6 * 4096));
    }

    @Test
    void emptiesItselfWholeWhenFullIfToldTo() {
        Iotlb iotlb = new Iotlb(8, 8, Replacement.EMPTY_WHEN_FULL);
        for (int page = 0; page < 8; page++) {
            iotlb.fill(page % 2, 0, page * 4096L, page * 8192L, PageSize.SIZE_4K, false, true);
        }
        iotlb.fill(1, 0, 7 * 4096L, 0x70_0000, PageSize.SIZE_4K, true, true);
        for (int page = 0; page < 8; page++) {
            assertNotEquals(
                    Iotlb.MISS, iotlb.lookup(page % 2, 0, page * 4096L), "a page's own entry makes room for it");
        }
        iotlb.invalidatePages(0, 4096L * 2, 4096, true);
        iotlb.fill(0, 0, 100 * 4096L, 0, PageSize.SIZE_4K, false, true);
        assertNotEquals(Iotlb.MISS, iotlb.lookup(1, 0, 4096), "there was room");
        iotlb.fill(0, 0, PageSize.SIZE_2M.bytes(), 0, PageSize.SIZE_2M, false, true);
        for (int page = 0; page < 8; page++) {
            assertEquals(Iotlb.MISS, iotlb.lookup(page % 2, 0, page * 4096L), "page " + page);
        }
        assertEquals(Iotlb.MISS, iotlb.lookup(0, 0, 100 * 4096L));
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 0, PageSize.SIZE_2M.bytes() + 4096));
        for (int page = 0; page < 7; page++) {
            iotlb.fill(2, 0, page * 4096L, 0, PageSize.SIZE_4K, false, true);
        }
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 0, PageSize.SIZE_2M.bytes()), "eight entries fit again");
    }

    @Test
    void keepsDomainsApart() {
        Iotlb iotlb = new Iotlb(128, 8);
        for (int domain = 0; domain < 8; domain++) {
            iotlb.fill(domain, 0, 0x5000, domain * 0x10_0000L, PageSize.SIZE_4K, domain % 2 == 0, domain % 3 == 0);
        }
        iotlb.invalidateDomain(3);
        iotlb.invalidatePages(4, 0x5000, 4096, true);
        iotlb.invalidatePages(5, 0x6000, 4096, true);
        for (int domain = 0; domain < 8; domain++) {
            int entry = iotlb.lookup(domain, 0, 0x5abc);
            if (domain == 3 || domain == 4) {
                assertEquals(Iotlb.MISS, entry, "domain " + domain);
            } else {
                assertEquals(domain * 0x10_0000L + 0xabc, iotlb.hpa(entry, 0x5abc), "domain " + domain);
                assertEquals(domain % 2 == 0, iotlb.dirty(entry));
                assertEquals(domain % 3 == 0, iotlb.writable(entry));
            }
        }
    }

    @Test
    void roundsUpToWholeSets() {
        assertEquals(6, new Iotlb(5, 2).entries());
        assertEquals(3, new Iotlb(3, 100).entries());
        assertTrue(new Iotlb(1, 1).lookup(0, 0, 0) == Iotlb.MISS);
    }
}
