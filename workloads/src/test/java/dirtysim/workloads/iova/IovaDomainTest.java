package dirtysim.workloads.iova;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IovaDomainTest {
    private static IovaDomain domain(int cpus) {
        return new IovaDomain(cpus, 39, IovaDomain.MAGAZINE);
    }

    @Test
    void goesTopDownBelow4GibAndAlignsToTheSize() {
        IovaDomain iovas = domain(1);
        assertEquals(0xfffff000L, iovas.allocate(0, 1));
        assertEquals(0xffffe000L, iovas.allocate(0, 1));
        assertEquals(0xffffc000L, iovas.allocate(0, 2));
        // Three pages take four, and lie at a multiple of four.
        assertEquals(0xffff8000L, iovas.allocate(0, 3));
        assertEquals(0xffff7000L, iovas.allocate(0, 1));
        // 33 pages are not rounded up, but aligned to 64.
        assertEquals(0xfffc0000L, iovas.allocate(0, 33));
    }

    @Test
    void theRangeFreedLastComesBackFirst() {
        IovaDomain iovas = domain(1);
        long first = iovas.allocate(0, 1);
        long second = iovas.allocate(0, 1);
        iovas.free(0, first, 1);
        iovas.free(0, second, 1);
        assertEquals(second, iovas.allocate(0, 1));
        assertEquals(first, iovas.allocate(0, 1));
    }

    @Test
    void threePagesAndFourShareACache() {
        IovaDomain iovas = domain(1);
        long four = iovas.allocate(0, 4);
        iovas.free(0, four, 4);
        assertEquals(four, iovas.allocate(0, 3));
        iovas.free(0, four, 3);
        assertTrue(iovas.allocate(0, 2) != four);
    }

    @Test
    void whatOneCpuFreedComesToAnotherOnlyByTheDepot() {
        IovaDomain iovas = domain(2);
        List<Long> out = new ArrayList<>();
        int threeMagazines = 3 * IovaDomain.MAGAZINE;
        for (int i = 0; i < threeMagazines; i++) {
            out.add(iovas.allocate(0, 1));
        }
        long lowest = out.get(out.size() - 1);
        for (int i = 0; i < 2 * IovaDomain.MAGAZINE; i++) {
            iovas.free(1, out.get(i), 1);
        }
        assertEquals(lowest - 4096, iovas.allocate(0, 1), "two magazines of CPU 1 are full, the depot empty");
        iovas.free(1, out.get(2 * IovaDomain.MAGAZINE), 1);
        // The magazine that was full last was loaded, and went to the depot.
        assertEquals(out.get(2 * IovaDomain.MAGAZINE - 1), iovas.allocate(0, 1));
    }

    @Test
    void thePreviousMagazineIsTakenBeforeTheDepot() {
        IovaDomain iovas = new IovaDomain(1, 39, 2);
        long[] out = new long[5];
        for (int i = 0; i < 5; i++) {
            out[i] = iovas.allocate(0, 1);
        }
        for (long iova : out) {
            iovas.free(0, iova, 1);
        }
        // Loaded: 4. Previous: 0 and 1, since full magazines swap. Depot: 2 and 3.
        int[] order = {4, 1, 0, 3, 2};
        for (int i : order) {
            assertEquals(out[i], iovas.allocate(0, 1));
        }
    }

    @Test
    void aRangeTooLargeForTheCachesGoesBackToTheTree() {
        IovaDomain iovas = domain(1);
        int reserved = iovas.treeSize();
        long large = iovas.allocate(0, 64);
        iovas.free(0, large, 64);
        assertEquals(reserved, iovas.treeSize());
        assertEquals(large, iovas.allocate(0, 64));
        long small = iovas.allocate(0, 32);
        iovas.free(0, small, 32);
        assertEquals(reserved + 2, iovas.treeSize());
    }

    @Test
    void theSearchGoesOnBelowTheRangeInsertedLast() {
        IovaDomain iovas = domain(1);
        long first = iovas.allocate(0, 64);
        long second = iovas.allocate(0, 64);
        long third = iovas.allocate(0, 64);
        iovas.free(0, first, 64);
        // The point of search moved up to what stands above the range that was freed, so its place is found again.
        assertEquals(first, iovas.allocate(0, 64));
        // And from there down the next hole is below the third.
        assertEquals(third - (64L << 12), iovas.allocate(0, 64));
        iovas.free(0, second, 64);
        assertEquals(second, iovas.allocate(0, 64));
    }

    @Test
    void theInterruptWindowIsLeftOut() {
        IovaDomain iovas = domain(1);
        long iova = 0;
        for (int i = 0; i < 40; i++) {
            iova = iovas.allocate(0, 128);
            assertTrue(iova + (128L << 12) <= 0xfee00000L || iova > 0xfeefffffL, Long.toHexString(iova));
        }
        assertTrue(iova < 0xfee00000L);
    }

    @Test
    void above4GibOnlyOnceThatIsFull() {
        IovaDomain iovas = domain(1);
        int huge = 1 << 18;
        assertEquals(0x80000000L, iovas.allocate(0, huge));
        assertEquals(0x40000000L, iovas.allocate(0, huge));
        long above = iovas.allocate(0, huge);
        assertEquals((1L << 39) - ((long) huge << 12), above, "page 0 is never handed out, nor the interrupt window");
        long small = iovas.allocate(0, 1);
        assertTrue(small > 1L << 32, "below 4 GiB is not tried again");
    }

    @Test
    void cachedRangesAreGivenUpBeforeARequestFails() {
        IovaDomain iovas = new IovaDomain(1, 32, IovaDomain.MAGAZINE);
        List<Long> out = new ArrayList<>();
        try {
            while (true) {
                out.add(iovas.allocate(0, 32));
            }
        } catch (IllegalStateException full) {
            assertTrue(out.size() > 32_000, out.size() + " ranges");
        }
        // The last two lie beside each other; cached, then joined in the tree.
        iovas.free(0, out.get(0), 32);
        iovas.free(0, out.get(1), 32);
        assertEquals(out.get(1), iovas.allocate(0, 64));
        assertThrows(IllegalStateException.class, () -> iovas.allocate(0, 64));
    }

    @Test
    void theDepotIsTrimmedToAMagazineForEachCpu() {
        IovaDomain iovas = new IovaDomain(1, 39, 2);
        int reserved = iovas.treeSize();
        long[] out = new long[12];
        for (int i = 0; i < out.length; i++) {
            out[i] = iovas.allocate(0, 1);
        }
        for (long iova : out) {
            iovas.free(0, iova, 1);
        }
        // Four are with the CPU, eight in four magazines of the depot.
        for (int i = 0; i < 10; i++) {
            iovas.trimDepots();
        }
        assertEquals(reserved + 4 + 2, iovas.treeSize());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void neverHandsOutAPageTwice(long seed) {
        RandomStream random = new RandomStreams(seed).stream("iovas");
        int cpus = 1 + random.nextInt(4);
        IovaDomain iovas = new IovaDomain(cpus, 33 + random.nextInt(16), 1 + random.nextInt(130));
        TreeMap<Long, Integer> out = new TreeMap<>();
        for (int step = 0; step < 20_000; step++) {
            boolean take = out.isEmpty() || random.nextInt(1000) >= Math.min(900, out.size());
            if (take) {
                int pages = 1 + random.nextInt(random.nextInt(8) == 0 ? 200 : 40);
                long iova = iovas.allocate(random.nextInt(cpus), pages);
                long end = iova + ((long) pages << 12);
                Map.Entry<Long, Integer> below = out.lowerEntry(end);
                assertTrue(
                        below == null || below.getKey() + ((long) below.getValue() << 12) <= iova,
                        "overlap, seed " + seed + ", step " + step);
                int alignment = Integer.highestOneBit(2 * pages - 1);
                assertEquals(0, (iova >>> 12) % alignment, "alignment, seed " + seed + ", step " + step);
                out.put(iova, pages);
            } else {
                Map.Entry<Long, Integer> gone = out.ceilingEntry(random.nextLong(1L << 32));
                gone = gone == null ? out.firstEntry() : gone;
                iovas.free(random.nextInt(cpus), gone.getKey(), gone.getValue());
                out.remove(gone.getKey());
            }
            if (step % 500 == 0) {
                iovas.trimDepots();
            }
        }
    }
}
