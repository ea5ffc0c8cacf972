package dirtysim.iommu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.memory.PageSize;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IotlbTest {
    /** What a fill caches. */
    private record Cached(int domain, long start, long hpa, PageSize size, boolean dirty, boolean writable) {
        boolean covers(int ofDomain, long iova) {
            return domain == ofDomain && start <= iova && iova < start + size.bytes();
        }
    }

    /** One set is LRU as a list is, in order of use; {@code ways} as large as the whole. */
    @ParameterizedTest
    @CsvSource({"1,1", "2,8", "8,8", "16,64"})
    void oneSetIsAListInOrderOfUse(int entries, int ways) {
        for (long seed = 1; seed <= 8; seed++) {
            String which = "seed " + seed + ", " + entries + " entries";
            RandomStream random = new RandomStreams(seed).stream("iotlb");
            Iotlb iotlb = new Iotlb(entries, ways);
            assertEquals(entries, iotlb.entries());
            List<Cached> oracle = new ArrayList<>();
            for (int step = 0; step < 3000; step++) {
                int domain = random.nextInt(3);
                PageSize size = PageSize.values()[random.nextInt(3)];
                long iova = random.nextInt(12) * size.bytes() + random.nextInt(3) * PageSize.SIZE_2M.bytes();
                switch (random.nextInt(20)) {
                    case 0 -> {
                        iotlb.invalidateDomain(domain);
                        oracle.removeIf(entry -> entry.domain == domain);
                    }
                    case 1, 2 -> {
                        long bytes = (1L + random.nextInt(600)) * 4096;
                        iotlb.invalidate(domain, iova, bytes);
                        oracle.removeIf(entry -> entry.domain == domain
                                && entry.start < iova + bytes
                                && iova < entry.start + entry.size.bytes());
                    }
                    case 3, 4, 5, 6, 7, 8, 9 -> {
                        long hpa = random.nextInt(1 << 20) * 4096L;
                        boolean dirty = random.nextBoolean(0.5);
                        boolean writable = random.nextBoolean(0.5);
                        Cached made =
                                new Cached(domain, iova & -size.bytes(), hpa & -size.bytes(), size, dirty, writable);
                        boolean old = oracle.removeIf(
                                entry -> entry.domain == domain && entry.start == made.start && entry.size == size);
                        if (!old && oracle.size() == entries) {
                            oracle.remove(0);
                        }
                        oracle.add(made);
                        iotlb.fill(domain, iova, hpa, size, dirty, writable);
                    }
                    default -> assertLookup(iotlb, oracle, domain, iova + random.nextInt(4096), which);
                }
            }
        }
    }

    private static void assertLookup(Iotlb iotlb, List<Cached> oracle, int domain, long iova, String which) {
        Cached expected = null;
        for (Cached entry : oracle) {
            if (entry.covers(domain, iova) && (expected == null || entry.size.ordinal() < expected.size.ordinal())) {
                expected = entry;
            }
        }
        int found = iotlb.lookup(domain, iova);
        assertEquals(expected != null, found != Iotlb.MISS, which);
        if (expected != null) {
            assertEquals(expected.hpa + (iova - expected.start), iotlb.hpa(found, iova), which);
            assertEquals(expected.dirty, iotlb.dirty(found), which);
            assertEquals(expected.writable, iotlb.writable(found), which);
            oracle.remove(expected);
            oracle.add(expected);
        }
    }

    /** Consecutive pages spread over the sets: as many as there are entries all stay, whatever the ways. */
    @ParameterizedTest
    @CsvSource({"128,8", "128,1", "64,4", "120,8"})
    void consecutivePagesFillEverySet(int entries, int ways) {
        Iotlb iotlb = new Iotlb(entries, ways);
        for (int page = 0; page < entries; page++) {
            iotlb.fill(0, page * 4096L, page * 8192L, PageSize.SIZE_4K, false, true);
        }
        for (int page = 0; page < entries; page++) {
            assertNotEquals(Iotlb.MISS, iotlb.lookup(0, page * 4096L), "page " + page);
        }
    }

    /** Only the pages of the set that is overfull make room, least recently used first. */
    @Test
    void evictsTheLeastRecentlyUsedOfTheSet() {
        int sets = 16;
        Iotlb iotlb = new Iotlb(128, 8);
        for (int way = 0; way < 8; way++) {
            iotlb.fill(0, (5L + way * sets) * 4096, 0, PageSize.SIZE_4K, false, true);
        }
        iotlb.fill(0, 6 * 4096, 0, PageSize.SIZE_4K, false, true);
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 5L * 4096));
        iotlb.fill(0, (5L + 8 * sets) * 4096, 0, PageSize.SIZE_4K, false, true);
        assertEquals(Iotlb.MISS, iotlb.lookup(0, (5L + sets) * 4096), "the second was used least recently");
        for (int way = 0; way <= 8; way++) {
            assertEquals(way == 1, iotlb.lookup(0, (5L + way * sets) * 4096) == Iotlb.MISS, "way " + way);
        }
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, 6 * 4096));
    }

    @Test
    void emptiesItselfWholeWhenFullIfToldTo() {
        Iotlb iotlb = new Iotlb(8, 8, Replacement.EMPTY_WHEN_FULL);
        for (int page = 0; page < 8; page++) {
            iotlb.fill(page % 2, page * 4096L, page * 8192L, PageSize.SIZE_4K, false, true);
        }
        iotlb.fill(1, 7 * 4096L, 0x70_0000, PageSize.SIZE_4K, true, true);
        for (int page = 0; page < 8; page++) {
            assertNotEquals(Iotlb.MISS, iotlb.lookup(page % 2, page * 4096L), "a page's own entry makes room for it");
        }
        iotlb.invalidate(0, 4096L * 2, 4096);
        iotlb.fill(0, 100 * 4096L, 0, PageSize.SIZE_4K, false, true);
        assertNotEquals(Iotlb.MISS, iotlb.lookup(1, 4096), "there was room");
        iotlb.fill(0, PageSize.SIZE_2M.bytes(), 0, PageSize.SIZE_2M, false, true);
        for (int page = 0; page < 8; page++) {
            assertEquals(Iotlb.MISS, iotlb.lookup(page % 2, page * 4096L), "page " + page);
        }
        assertEquals(Iotlb.MISS, iotlb.lookup(0, 100 * 4096L));
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, PageSize.SIZE_2M.bytes() + 4096));
        for (int page = 0; page < 7; page++) {
            iotlb.fill(2, page * 4096L, 0, PageSize.SIZE_4K, false, true);
        }
        assertNotEquals(Iotlb.MISS, iotlb.lookup(0, PageSize.SIZE_2M.bytes()), "eight entries fit again");
    }

    @Test
    void keepsDomainsApart() {
        Iotlb iotlb = new Iotlb(128, 8);
        for (int domain = 0; domain < 8; domain++) {
            iotlb.fill(domain, 0x5000, domain * 0x10_0000L, PageSize.SIZE_4K, domain % 2 == 0, domain % 3 == 0);
        }
        iotlb.invalidateDomain(3);
        iotlb.invalidate(4, 0x5000, 4096);
        iotlb.invalidate(5, 0x6000, 4096);
        for (int domain = 0; domain < 8; domain++) {
            int entry = iotlb.lookup(domain, 0x5abc);
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
        assertTrue(new Iotlb(1, 1).lookup(0, 0) == Iotlb.MISS);
    }
}
