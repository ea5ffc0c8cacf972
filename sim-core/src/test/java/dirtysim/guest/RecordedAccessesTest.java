package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.guest.ReplayBench.Seen;
import dirtysim.host.CostModel;
import dirtysim.tracking.Platform;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that make the accesses that were recorded, and no others. */
class RecordedAccessesTest {
    private static final long US = 1_000_000;
    private static final long RING = 0x10_0000L;
    private static final long IOVA = 0xfff0_0000L;

    /** A ring, and a buffer that is written at 10 us, unmapped at 20 us; the completion comes at 12 us. */
    private static WorkloadBuilder builder(boolean lazy) {
        WorkloadBuilder builder = new WorkloadBuilder("recorded", lazy);
        int device = builder.device("nic");
        builder.recordedAccesses(device);
        builder.map(0, 0, device, Direction.COHERENT, RING, new long[] {0x10_0000}, new int[] {1});
        return builder.beginBody(1000 * US);
    }

    private static Workload one() {
        WorkloadBuilder builder = builder(true);
        builder.map(1000 * US, 0, 0, Direction.FROM_DEVICE, IOVA, new long[] {0x20_0000}, new int[] {2});
        assertTrue(builder.access(1010 * US, 0, IOVA + 0x1040, 64, true));
        assertTrue(builder.access(1012 * US, 0, RING + 48, 16, true));
        assertFalse(builder.access(1013 * US, 0, IOVA + 0x2000, 64, true), "nothing is mapped there");
        builder.unmap(1020 * US, 0, 0, IOVA, 2);
        return builder.build(1100 * US);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1, 4})
    void accessesAreMadeAtTheirTimesAndToTheirAddresses(double timeScale) {
        CostModel costs = CostModel.defaults();
        ReplayBench bench = new ReplayBench(one(), costs, Platform.NESTED, timeScale, true);
        bench.run(Math.round(90 * US / timeScale));
        List<Seen> writes = bench.seen("write");
        assertEquals(
                List.of(IOVA + 0x1040, RING + 48),
                writes.stream().map(Seen::iova).toList());
        for (int n = 0; n < 2; n++) {
            long afterPs = writes.get(n).atPs() - Math.round((10 + 2 * n) * US / timeScale);
            assertTrue(afterPs >= costs.transferPs(16) && afterPs < 2 * US, "write " + n + " is " + afterPs + " late");
        }
        assertEquals(0, bench.vm.iommu().faults());
        assertEquals(1, bench.guest.slowdown(), 1e-9, "an unmap whose accesses are done does not wait for them");
    }

    @Test
    void eachPassRepeatsThem() {
        ReplayBench bench = new ReplayBench(one(), CostModel.defaults(), Platform.NESTED, 1, true);
        bench.run(950 * US);
        assertEquals(10, bench.guest.passes());
        assertEquals(20, bench.seen("write").size());
    }

    /** Under a shadowing vIOMMU the map takes longer than until the access is due: that waits, and the unmap for it. */
    @Test
    void accessAndUnmapWaitForWhatIsLate() {
        ReplayBench bench = new ReplayBench(one(), CostModel.defaults(), Platform.SHADOW, 1, false);
        bench.trackerPs = 50 * US;
        bench.run(400 * US);
        List<Seen> seen = bench.seen.stream()
                .filter(one -> one.iova() >= IOVA || one.what().equals("write"))
                .limit(4)
                .toList();
        assertEquals(
                List.of("map", "write", "write", "unmap"),
                seen.stream().map(Seen::what).toList());
        assertTrue(seen.get(1).atPs() >= seen.get(0).atPs() + bench.trackerPs, "not before the trap is over");
        long apartPs = seen.get(2).atPs() - seen.get(1).atPs();
        assertEquals(2 * US, apartPs, US, "the completion keeps its distance");
        assertEquals(0, bench.vm.iommu().faults());
    }

    /** An unmap whose recorded access is not done when it is due waits for the access and for the interrupt after it. */
    @Test
    void anUnmapWaitsForTheLastAccessToItsBuffer() {
        WorkloadBuilder builder = builder(false);
        builder.map(1000 * US, 0, 0, Direction.FROM_DEVICE, IOVA, new long[] {0x20_0000}, new int[] {1});
        builder.access(1050 * US, 0, IOVA, 64, true);
        builder.unmap(1020 * US, 0, 0, IOVA, 1);
        CostModel costs = CostModel.defaults();
        ReplayBench bench = new ReplayBench(builder.build(1100 * US), costs, Platform.SHADOW, 1, false);
        bench.run(99 * US);
        long writtenPs = bench.seen("write").get(0).atPs();
        assertTrue(writtenPs > 50 * US);
        assertTrue(bench.seen("unmap").get(0).atPs() >= writtenPs + CostModel.ps(costs.interruptNs()));
    }

    /** Random lives and accesses: every access once a pass, inside the life of its mapping, on any platform and time scale. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 20})
    void everyAccessOnceAPassAndInItsMappingsLife(double timeScale) {
        for (long seed = 1; seed <= 8; seed++) {
            Workload workload = random(seed);
            TreeMap<Long, Integer> expected = new TreeMap<>();
            AccessStream accesses = workload.accesses(0);
            for (int access = 0; access < accesses.size(); access++) {
                if (accesses.write(access)) {
                    expected.merge(accesses.iova(access), 1, Integer::sum);
                }
            }
            for (Platform platform : List.of(Platform.SHADOW, Platform.NESTED, Platform.EMULATED)) {
                String which = "seed " + seed + ", scale " + timeScale + ", " + platform;
                boolean lazy = platform != Platform.SHADOW && workload.lazy();
                ReplayBench bench = new ReplayBench(workload, CostModel.defaults(), platform, timeScale, lazy);
                bench.guest.start();
                while (bench.guest.passes() < 3) {
                    bench.loop.runUntil(bench.loop.nowPs() + US / 10);
                }
                bench.stop();
                TreeMap<Long, Integer> written = new TreeMap<>();
                bench.seen("write").forEach(one -> written.merge(one.iova(), 1, Integer::sum));
                // The third pass has only just begun.
                expected.forEach((iova, times) -> assertEquals(
                        2 * times, written.getOrDefault(iova, 0), 2, which + ", 0x" + Long.toHexString(iova)));
                assertEquals(expected.keySet(), written.keySet(), which);
                assertEquals(0, bench.vm.iommu().faults(), which);
                if (platform == Platform.SHADOW) {
                    assertInLife(bench.seen, which);
                }
            }
        }
    }

    private static void assertInLife(List<Seen> history, String which) {
        TreeSet<Long> open = new TreeSet<>();
        for (Seen seen : history) {
            switch (seen.what()) {
                case "map" -> open.add(seen.iova());
                case "unmap" -> open.remove(seen.iova());
                default -> assertTrue(open.contains(seen.iova() & -4096L), which + ": not mapped: " + seen);
            }
        }
    }

    private static Workload random(long seed) {
        RandomStream random = new RandomStreams(seed).stream("accesses");
        WorkloadBuilder builder = builder(seed % 2 == 0);
        boolean[] mapped = new boolean[32];
        long now = 1000 * US;
        for (int n = 0; n < 1000; n++) {
            now += random.nextInt(3) * US;
            int slot = random.nextInt(32);
            long iova = IOVA + slot * 4096L;
            if (random.nextInt(3) > 0) {
                // The clock of the accesses is not quite that of the operations.
                builder.access(now + (random.nextInt(9) - 4) * US, 0, iova + random.nextInt(64), 64, true);
                builder.access(now, 0, RING + 16 * random.nextInt(256), 16, random.nextInt(2) == 0);
            } else if (mapped[slot]) {
                builder.unmap(now, random.nextInt(3), 0, iova, 1);
                mapped[slot] = false;
            } else {
                builder.map(
                        now, random.nextInt(3), 0, Direction.FROM_DEVICE, iova, new long[] {slot * 4096L}, new int[] {1
                        });
                mapped[slot] = true;
            }
            if (builder.lazy && random.nextInt(10) == 0) {
                builder.flush(now, random.nextInt(3), 0);
            }
        }
        return builder.build(now);
    }

    @Test
    void anAccessBelongsIntoTheBodyAndOnePage() {
        WorkloadBuilder builder = new WorkloadBuilder("early", false);
        builder.recordedAccesses(builder.device("nic"));
        builder.map(0, 0, 0, Direction.COHERENT, RING, new long[] {0}, new int[] {2});
        assertThrows(IllegalStateException.class, () -> builder.access(0, 0, RING, 16, true));
        builder.beginBody(0);
        assertThrows(IllegalArgumentException.class, () -> builder.access(0, 0, RING + 4090, 16, true));
        assertThrows(IllegalArgumentException.class, () -> builder.access(0, 0, RING, 0, true));
    }
}
