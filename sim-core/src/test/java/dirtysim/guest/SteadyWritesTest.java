package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.SimTime;
import dirtysim.guest.ReplayBench.Seen;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.tracking.Platform;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SteadyWritesTest {
    private static final long IOVA = 0x10_0000;
    private static final long RING = 0x1000;
    private static final long READ_ONLY = 0x8000;

    /** Four mappings of 1, 2, 3 and 2 pages in a row, and one that the device may only read. */
    private static Workload pool(double pagesPerSecond) {
        WorkloadBuilder builder = new WorkloadBuilder("pool", false);
        int device = builder.device("nic");
        builder.map(0, 0, device, Direction.TO_DEVICE, READ_ONLY, new long[] {0x3000}, new int[] {1});
        long page = 0;
        for (int pages : new int[] {1, 2, 3, 2}) {
            long at = page << 12;
            builder.map(
                    0, 0, device, Direction.BIDIRECTIONAL, IOVA + at, new long[] {0x20_0000 + at}, new int[] {pages});
            page += pages;
        }
        builder.steadyWrites(device, pagesPerSecond);
        return builder.beginBody(0).build(SimTime.PS_PER_MS);
    }

    private static ReplayBench run(Workload workload, CostModel costs, double timeScale, long ps) {
        ReplayBench bench = new ReplayBench(workload, costs, Platform.SHADOW, timeScale, false);
        bench.run(ps);
        return bench;
    }

    @Test
    void writesItsPagesEvenlyAndNothingElse() {
        List<Seen> writes = run(pool(800_000), CostModel.defaults(), 1, 100 * SimTime.PS_PER_MS)
                .seen("write");

        assertEquals(80_000, writes.size(), 2);
        Map<Long, Long> byPage = writes.stream()
                .collect(Collectors.groupingBy(w -> w.iova() >>> 12, TreeMap::new, Collectors.counting()));
        Set<Long> pool = new TreeSet<>();
        for (long page = 0; page < 8; page++) {
            pool.add((IOVA >>> 12) + page);
        }
        assertEquals(pool, byPage.keySet());
        byPage.forEach((page, count) -> assertEquals(10_000, count, 400, "page " + page));
    }

    @Test
    void theBodyIsLoopedAndTheNextPassWritesOtherPages() {
        List<Seen> writes = run(pool(10_000), CostModel.defaults(), 1, 20 * SimTime.PS_PER_MS)
                .seen("write");
        List<Long> first = writes.subList(0, 10).stream().map(Seen::iova).toList();
        List<Long> second = writes.subList(10, 20).stream().map(Seen::iova).toList();
        assertTrue(!first.equals(second), first + " again");
    }

    @Test
    void theTimeScaleIsThatOfTheRate() {
        List<Seen> writes = run(pool(1_000), CostModel.defaults(), 10, 100 * SimTime.PS_PER_MS)
                .seen("write");
        assertEquals(1_000, writes.size(), 1);
    }

    @Test
    void aDeviceThatCannotKeepUpWritesLess() {
        CostModel slow = Parameters.with(CostModel.defaults(), Map.of("pcie-gbit-per-s", "8"), "test");
        List<Seen> writes =
                run(pool(10_000_000), slow, 1, 10 * SimTime.PS_PER_MS).seen("write");
        double most = 8e9 / 8 / 4096 / 100;
        // The writes under way at the end are let finish.
        assertEquals(most + 64, writes.size(), most / 100);
    }

    @Test
    void theSameStreamsTheSameWrites() {
        Workload workload = pool(100_000);
        List<Seen> once = run(workload, CostModel.defaults(), 1, 10 * SimTime.PS_PER_MS).seen;
        assertEquals(once, run(workload, CostModel.defaults(), 1, 10 * SimTime.PS_PER_MS).seen);
    }

    @Test
    void aDeviceWithARingCompletesEachOfThemThere() {
        WorkloadBuilder builder = new WorkloadBuilder("ring", false);
        int device = builder.device("nic");
        builder.map(0, 0, device, Direction.COHERENT, RING, new long[] {0x1000}, new int[] {1});
        builder.map(0, 0, device, Direction.FROM_DEVICE, IOVA, new long[] {0x2000}, new int[] {1});
        builder.steadyWrites(device, 10_000);
        Workload workload = builder.beginBody(0).build(SimTime.PS_PER_MS);
        List<Seen> writes =
                run(workload, CostModel.defaults(), 1, 10 * SimTime.PS_PER_MS).seen("write");
        long completions = writes.stream().filter(w -> w.iova() < IOVA).count();
        assertEquals(writes.size() / 2, completions);
        assertTrue(completions >= 99, completions + " completions");
    }

    @Test
    void somethingMustBeThereToWrite() {
        WorkloadBuilder builder = new WorkloadBuilder("none", false);
        builder.steadyWrites(builder.device("nic"), 1);
        Workload workload = builder.beginBody(0).build(SimTime.PS_PER_MS);
        assertThrows(
                IllegalArgumentException.class,
                () -> new ReplayBench(workload, CostModel.defaults(), Platform.SHADOW, 1, false));
        assertThrows(IllegalArgumentException.class, () -> builder.steadyWrites(0, -1));
    }
}
