package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.contract.RandomWorkloads;
import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.guest.ReplayBench.Seen;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.tracking.Platform;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuestReplayTest {
    private static final long US = 1_000_000;
    private static final long MS = 1000 * US;
    private static final long IOVA = 0xfff0_0000L;

    /** Hardware that takes next to no time, and interrupts that take none. */
    private static CostModel quick(String... more) {
        TreeMap<String, String> changes = new TreeMap<>(Map.of(
                "iotlb-miss-ns", "0",
                "memory-ref-ns", "25",
                "dirty-set-ns", "0",
                "posted-write-ns", "0",
                "interrupt-ns", "0",
                "invalidate-ns", "100",
                "ioctl-ns", "50",
                "vm-exit-cycles", "1000",
                "vmm-exit-cycles", "0"));
        for (int i = 0; i < more.length; i += 2) {
            changes.put(more[i], more[i + 1]);
        }
        return Parameters.with(CostModel.defaults(), changes, "test");
    }

    /** On each of some CPUs: map, and unmap half a period later, again and again. */
    private static Workload steady(boolean lazy, int cpus, int periods, long periodPs) {
        WorkloadBuilder builder = new WorkloadBuilder("steady", lazy);
        int device = builder.device("nic");
        builder.map(0, 0, device, Direction.COHERENT, 0x10_0000, new long[] {0x10_0000}, new int[] {1});
        builder.beginBody(0);
        for (int n = 0; n < periods; n++) {
            for (int cpu = 0; cpu < cpus; cpu++) {
                long iova = IOVA + (cpu * 1000 + n) * 4096L;
                builder.map(
                        n * periodPs,
                        cpu,
                        device,
                        Direction.FROM_DEVICE,
                        iova,
                        new long[] {0x20_0000 + n * 4096L},
                        new int[] {1});
            }
            for (int cpu = 0; cpu < cpus; cpu++) {
                builder.unmap(n * periodPs + periodPs / 2, cpu, device, IOVA + (cpu * 1000 + n) * 4096L, 1);
            }
        }
        return builder.build(periods * periodPs);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.25, 1, 4})
    void withoutHostCostAGuestRunsAsRecorded(double timeScale) {
        Workload workload = steady(true, 3, 100, 200 * US);
        ReplayBench bench = new ReplayBench(workload, quick(), Platform.NESTED, timeScale, true);
        long passPs = Math.round(20 * MS / timeScale);
        bench.guest.start();
        bench.guest.measureFromNow();
        bench.loop.runUntil(3 * passPs - passPs / 100);
        assertEquals(1, bench.guest.slowdown(), 1e-3);
        assertEquals(3, bench.guest.passes());
        bench.stop();
        assertEquals(0, bench.vm.iommu().faults());
    }

    /** The only device write of each period begins its lead before the unmap is due, and the ring's entry follows it. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 2})
    void devicesWriteShortlyBeforeTheRecordedUnmap(double timeScale) {
        Workload workload = steady(true, 1, 5, 1000 * US);
        CostModel costs = quick();
        ReplayBench bench = new ReplayBench(workload, costs, Platform.NESTED, timeScale, true);
        bench.run(Math.round(4.9 * MS / timeScale));
        List<Seen> buffers =
                bench.seen("write").stream().filter(seen -> seen.iova() >= IOVA).toList();
        assertEquals(5, buffers.size());
        for (int n = 0; n < 5; n++) {
            long duePs = Math.round((n * 1000 + 500) * US / timeScale);
            long beginsPs = duePs - CostModel.ps(costs.dmaLeadNs());
            // Cold: 4 tables, 4 + 3 references to translate their pages, 2 for the buffer. Warm: a leaf of each stage.
            long walkPs = costs.walkPs(n == 0 ? 13 : 2);
            assertEquals(
                    beginsPs + costs.transferPs(4096) + walkPs, buffers.get(n).atPs(), "write " + n);
            assertEquals(IOVA + n * 4096L, buffers.get(n).iova());
        }
        assertEquals(5, bench.seen("write").size() - buffers.size(), "one completion a buffer");
    }

    /** Closed loop: what a trap takes shifts all that follows on its CPU, by exactly that. */
    @Test
    void trapsShiftWhatFollowsByTheirDelay() {
        Workload workload = steady(false, 1, 4, 1000 * US);
        CostModel costs = quick();
        ReplayBench bench = new ReplayBench(workload, costs, Platform.SHADOW, 1, false);
        bench.trackerPs = 123_456;
        bench.run(4 * MS - 100 * US);
        long exitPs = costs.vmmExitPs();
        long ioctlPs = CostModel.ps(costs.ioctlNs());
        long mapCallPs = exitPs + ioctlPs + CostModel.ps(costs.pinPageNs());
        long mapPs = mapCallPs + costs.mapPs(1) + bench.trackerPs;
        long unmapCallPs = exitPs + ioctlPs;
        long unmapPs = unmapCallPs + costs.unmapPs(1) + bench.trackerPs + CostModel.ps(costs.invalidateNs());
        List<Seen> maps = bench.seen("map");
        List<Seen> unmaps = bench.seen("unmap");
        assertEquals(5, maps.size(), "setup included");
        assertEquals(4, unmaps.size());
        for (int n = 0; n < 4; n++) {
            long shiftPs = n * (mapPs + unmapPs);
            assertEquals(n * MS + shiftPs + mapCallPs, maps.get(n + 1).atPs(), "map " + n);
            assertEquals(
                    n * MS + 500 * US + shiftPs + mapPs + unmapCallPs,
                    unmaps.get(n).atPs(),
                    "unmap " + n);
        }
    }

    /** Two CPUs whose traps meet wait for the VMM's lock, one after the other. */
    @Test
    void trapsOfTwoCpusQueue() {
        Workload workload = steady(false, 2, 1, 1000 * US);
        CostModel costs = quick();
        ReplayBench bench = new ReplayBench(workload, costs, Platform.SHADOW, 1, false);
        bench.run(400 * US);
        List<Seen> maps = bench.seen("map");
        long callPs = CostModel.ps(costs.ioctlNs()) + CostModel.ps(costs.pinPageNs());
        assertEquals(costs.vmmExitPs() + callPs, maps.get(1).atPs());
        assertEquals(
                costs.vmmExitPs() + 2 * callPs + costs.mapPs(1), maps.get(2).atPs());
    }

    @Test
    void thePassesRepeatEveryOperation() {
        WorkloadBuilder builder = new WorkloadBuilder("leaves a map behind", true);
        int device = builder.device("nic");
        builder.beginBody(0);
        builder.map(10 * US, 0, device, Direction.FROM_DEVICE, IOVA, new long[] {0x1000}, new int[] {1});
        builder.map(20 * US, 0, device, Direction.TO_DEVICE, IOVA + 0x1000, new long[] {0x2000}, new int[] {1});
        builder.unmap(800 * US, 0, device, IOVA, 1);
        Workload workload = builder.build(1000 * US);
        ReplayBench bench = new ReplayBench(workload, quick(), Platform.NESTED, 1, true);
        bench.guest.start();
        while (bench.guest.passes() <= 7) {
            bench.loop.runUntil(bench.loop.nowPs() + US);
        }
        assertEquals(7 * 2, bench.guest.mapOps());
        assertEquals(7 * 2, bench.guest.unmapOps(), "those of the seam included");
        assertEquals(7, bench.seen("write").size());
        bench.stop();
    }

    /** TO_DEVICE is never written, FROM_DEVICE always before its unmap, and nothing outside of its mapping's life. */
    @ParameterizedTest
    @CsvSource({"0.3,false", "1,false", "7,false", "50,false", "1,true", "50,true"})
    void devicesKeepToTheLifeAndTheDirectionOfMappings(double timeScale, boolean rings) {
        for (long seed = 1; seed <= 6; seed++) {
            String which = "seed " + seed + ", scale " + timeScale + ", rings " + rings;
            Workload workload =
                    rings ? ringsThatComeAndGo(seed) : RandomWorkloads.make(seed, false, ReplayBench.RAM, 600);
            CostModel costs = rings ? slowWalks(seed % 2 == 0) : CostModel.defaults();
            ReplayBench bench = new ReplayBench(workload, costs, Platform.SHADOW, timeScale, false);
            bench.run(15 * MS);
            assertEquals(0, bench.vm.iommu().faults(), which);
            assertTrue(bench.seen("write").size() > 50, which);
            assertWritesFit(workload, bench.seen, which);
            bench = new ReplayBench(workload, costs, Platform.NESTED, timeScale, workload.lazy());
            bench.run(15 * MS);
            assertEquals(0, bench.vm.iommu().faults(), which + " nested");
            assertTrue(bench.seen("write").size() > 50, which);
        }
    }

    /** Walks are slow, one at a time or many, and no time passes between the last byte and the unmap. */
    private static CostModel slowWalks(boolean many) {
        return quick(
                "page-walkers", many ? "64" : "1",
                "iotlb-entries", many ? "4096" : "1",
                "iotlb-miss-ns", "1000",
                "memory-ref-ns", "160",
                "walk-cache-entries", "0",
                "nested-cache-entries", "1");
    }

    private static void assertWritesFit(Workload workload, List<Seen> history, String which) {
        TreeMap<String, TreeSet<Direction>> directions = new TreeMap<>();
        for (int op = 0; op < workload.size(); op++) {
            String key = workload.device(op) + " " + workload.iova(op) + " " + workload.pages(op);
            directions.computeIfAbsent(key, any -> new TreeSet<>()).add(workload.direction(op));
        }
        TreeMap<String, Long> openPages = new TreeMap<>();
        TreeSet<String> written = new TreeSet<>();
        for (Seen seen : history) {
            for (int page = 0; page < seen.pages(); page++) {
                String at = seen.device() + " " + ((seen.iova() >>> 12) + page);
                switch (seen.what()) {
                    case "map" -> {
                        openPages.put(at, seen.iova());
                        written.remove(at);
                    }
                    case "write" -> {
                        assertTrue(openPages.containsKey(at), which + ": written while not mapped: " + seen);
                        written.add(at);
                    }
                    default -> {
                        openPages.remove(at);
                        TreeSet<Direction> may = directions.get(seen.device() + " " + seen.iova() + " " + seen.pages());
                        if (may.size() == 1) {
                            assertEquals(may.first().deviceWrites(), written.contains(at), which + ": " + may + seen);
                        }
                    }
                }
            }
        }
    }

    /** Many CPUs move buffers while others free and allocate the rings that the completions go to. */
    private static Workload ringsThatComeAndGo(long seed) {
        RandomStream random = new RandomStreams(seed).stream("rings");
        WorkloadBuilder builder = new WorkloadBuilder("rings", false);
        int device = builder.device("nic");
        builder.beginBody(0);
        long now = 0;
        boolean[] mapped = new boolean[64];
        for (int n = 0; n < 1500; n++) {
            now += random.nextInt(2) * US;
            int slot = random.nextInt(64);
            long iova = IOVA + slot * 4096L;
            if (mapped[slot]) {
                builder.unmap(now, random.nextInt(8), device, iova, 1);
            } else {
                Direction direction = slot < 8 ? Direction.COHERENT : Direction.FROM_DEVICE;
                builder.map(now, random.nextInt(8), device, direction, iova, new long[] {slot * 4096L}, new int[] {1});
            }
            mapped[slot] ^= true;
        }
        return builder.build(now);
    }

    @Test
    void aStoppedGuestDoesNothingMore() {
        Workload workload = RandomWorkloads.make(3, false, ReplayBench.RAM, 600);
        ReplayBench bench = new ReplayBench(workload, CostModel.defaults(), Platform.SHADOW, 1, false);
        bench.run(3 * MS);
        assertEquals(0, bench.loop.pending());
        assertEquals(0, bench.viommu.underWay());
        long maps = bench.guest.mapOps();
        int seen = bench.seen.size();
        bench.loop.runUntil(bench.loop.nowPs() + 10 * MS);
        assertEquals(maps, bench.guest.mapOps());
        assertEquals(seen, bench.seen.size());
    }
}
