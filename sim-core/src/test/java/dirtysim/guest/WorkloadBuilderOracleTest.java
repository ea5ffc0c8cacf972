package dirtysim.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.guest.Workload.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random and partly broken recordings: whatever comes in, what comes out can be replayed for ever. */
class WorkloadBuilderOracleTest {
    private static final int DEVICES = 3;
    private static final int SEEDS = 30;

    /** A mapping as replay sees it. */
    private record Mapped(int op, Direction direction, int pages, List<Long> gpas) {
        /** The same memory behind it, whichever operation mapped it. */
        String contents() {
            return direction + " " + pages + " " + gpas;
        }
    }

    private static Workload random(long seed, boolean lazy) {
        RandomStream random = new RandomStreams(seed).stream("recording");
        WorkloadBuilder builder = new WorkloadBuilder("random", lazy);
        for (int d = 0; d < DEVICES; d++) {
            builder.device("device " + d);
        }
        int body = random.nextInt(200);
        for (int n = 0; n < 800; n++) {
            if (n == body) {
                builder.beginBody(n);
            }
            int device = random.nextInt(DEVICES);
            int cpu = random.nextInt(4);
            long iova = 0x10_0000L + random.nextInt(24) * 4096L;
            long time = n + random.nextInt(3);
            switch (random.nextInt(9)) {
                case 0, 1, 2, 3 -> {
                    int segments = 1 + random.nextInt(3);
                    long[] gpas = new long[segments];
                    int[] pages = new int[segments];
                    for (int s = 0; s < segments; s++) {
                        gpas[s] = random.nextInt(100) * 4096L;
                        pages[s] = 1 + random.nextInt(2);
                    }
                    builder.map(time, cpu, device, Direction.values()[random.nextInt(5)], iova, gpas, pages);
                }
                case 4, 5, 6, 7 -> builder.unmap(time, cpu, device, iova, 1 + random.nextInt(8));
                default -> builder.flush(time, cpu, random.nextBoolean(0.3) ? Workload.ALL_DEVICES : device);
            }
        }
        return builder.build(802);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void theSeamRestoresTheSetup(boolean lazy) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            String which = "seed " + seed;
            Workload workload = random(seed, lazy);
            List<TreeMap<Long, Mapped>> live = new ArrayList<>();
            for (int d = 0; d < DEVICES; d++) {
                live.add(new TreeMap<>());
            }
            String before = null;
            long lastPs = 0;
            for (int op = 0; op < workload.size(); op++) {
                if (op == workload.bodyStart()) {
                    before = contents(live);
                }
                replay(workload, op, live, which);
                boolean seam = op >= workload.seamStart();
                assertTrue(workload.timePs(op) >= lastPs, which);
                assertTrue(!seam || (workload.timePs(op) == workload.bodyPs() && workload.cpu(op) == 0), which);
                assertTrue(workload.cpu(op) < workload.cpus(), which);
                lastPs = workload.timePs(op);
            }
            assertEquals(before, contents(live), which);
            assertTrue(workload.seamStart() - workload.bodyStart() > 200, which);
            assertEquals(2, workload.notes().size(), which + ": " + workload.notes());
        }
    }

    private static String contents(List<TreeMap<Long, Mapped>> live) {
        StringBuilder text = new StringBuilder();
        for (TreeMap<Long, Mapped> ofDevice : live) {
            ofDevice.forEach((iova, mapped) -> text.append(iova).append(mapped.contents()));
            text.append('\n');
        }
        return text.toString();
    }

    /** One operation on the live mappings: a map needs room, an unmap a whole mapping. */
    private static void replay(Workload workload, int op, List<TreeMap<Long, Mapped>> live, String which) {
        if (workload.kind(op) == Kind.FLUSH) {
            return;
        }
        TreeMap<Long, Mapped> mappings = live.get(workload.device(op));
        long iova = workload.iova(op);
        if (workload.kind(op) == Kind.MAP) {
            List<Long> gpas = new ArrayList<>();
            for (int s = workload.segmentStart(op); s < workload.segmentEnd(op); s++) {
                for (int page = 0; page < workload.segmentPages(s); page++) {
                    gpas.add(workload.segmentGpa(s) + page * 4096L);
                }
            }
            assertEquals(workload.pages(op), gpas.size(), which);
            var below = mappings.lowerEntry(iova + workload.pages(op) * 4096L);
            assertTrue(below == null || below.getKey() + below.getValue().pages * 4096L <= iova, which + " op " + op);
            mappings.put(iova, new Mapped(op, workload.direction(op), workload.pages(op), gpas));
        } else {
            Mapped gone = mappings.remove(iova);
            assertEquals(gone.pages, workload.pages(op), which + " op " + op);
            assertEquals(gone.direction, workload.direction(op), which + " op " + op);
        }
    }

    /** For each page, map, unmap, flush and map again are a chain of predecessors, whatever the CPUs. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void predecessorsOrderTheUseOfEachIova(boolean lazy) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            String which = "seed " + seed;
            Workload workload = random(seed, lazy);
            List<TreeMap<Long, Integer>> mapOf = new ArrayList<>();
            List<TreeMap<Long, Integer>> unmapOf = new ArrayList<>();
            List<TreeMap<Long, Integer>> flushOf = new ArrayList<>();
            for (int d = 0; d < DEVICES; d++) {
                mapOf.add(new TreeMap<>());
                unmapOf.add(new TreeMap<>());
                flushOf.add(new TreeMap<>());
            }
            for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
                TreeSet<Integer> before = WorkloadBuilderTest.predecessors(workload, op);
                assertTrue(before.isEmpty() || before.last() < op, which + " op " + op);
                assertTrue(before.isEmpty() || before.first() >= workload.bodyStart(), which + " op " + op);
                for (int d = 0; d < DEVICES; d++) {
                    if (workload.kind(op) == Kind.FLUSH
                            && (workload.device(op) == d || workload.device(op) == Workload.ALL_DEVICES)) {
                        for (long page : unmapOf.get(d).keySet()) {
                            flushOf.get(d).putIfAbsent(page, op);
                            int unmap = unmapOf.get(d).get(page);
                            assertTrue(
                                    flushOf.get(d).get(page) < op || reaches(workload, op, unmap),
                                    which + " flush " + op + " before unmap " + unmap);
                        }
                    }
                }
                if (workload.kind(op) == Kind.FLUSH) {
                    continue;
                }
                int d = workload.device(op);
                for (int page = 0; page < workload.pages(op); page++) {
                    long at = workload.iova(op) + page * 4096L;
                    if (workload.kind(op) == Kind.MAP) {
                        Integer unmap = unmapOf.get(d).remove(at);
                        Integer flush = flushOf.get(d).remove(at);
                        assertTrue(unmap == null || before.contains(unmap), which + " map " + op);
                        assertTrue(!lazy || flush == null || before.contains(flush), which + " map " + op);
                        assertNull(mapOf.get(d).put(at, op), which);
                    } else {
                        Integer map = mapOf.get(d).remove(at);
                        assertTrue(map == null || before.contains(map), which + " unmap " + op);
                        unmapOf.get(d).put(at, op);
                    }
                }
            }
        }
    }

    /** Whether an operation comes after another by predecessors and the order of each CPU. */
    private static boolean reaches(Workload workload, int op, int target) {
        TreeSet<Integer> open = new TreeSet<>(List.of(op));
        while (!open.isEmpty()) {
            int at = open.pollLast();
            if (at == target) {
                return true;
            }
            if (at < target) {
                return false;
            }
            open.addAll(WorkloadBuilderTest.predecessors(workload, at));
            for (int earlier = at - 1; earlier >= target; earlier--) {
                if (workload.cpu(earlier) == workload.cpu(at)) {
                    open.add(earlier);
                    break;
                }
            }
        }
        return false;
    }
}
