package dirtysim.workloads.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.memory.MemorySlots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What holds of every generated workload, checked operation by operation. */
final class WorkloadInvariants {
    private static final long PAGE = 4096;

    /** Live mappings of each device by first IOVA: last address. */
    private final List<TreeMap<Long, Long>> live = new ArrayList<>();
    /** IOVA pages that were unmapped and not yet flushed, by device. */
    private final List<TreeMap<Long, Long>> unflushed = new ArrayList<>();

    private final Workload workload;
    private final MemorySlots ram;
    private final String who;

    private WorkloadInvariants(Workload workload, long ramBytes, String who) {
        this.workload = workload;
        this.who = who;
        ram = MemorySlots.q35(ramBytes);
        workload.devices().forEach(device -> {
            live.add(new TreeMap<>());
            unflushed.add(new TreeMap<>());
        });
    }

    /**
     * Checks that times do not go back, no IOVA page is mapped twice or before its flush, each unmap is of a whole mapping,
     * all memory is RAM, and nothing had to be mended.
     */
    static void check(Workload workload, long ramBytes, String who) {
        assertTrue(workload.notes().isEmpty(), who + ": " + workload.notes());
        new WorkloadInvariants(workload, ramBytes, who).check();
    }

    private void check() {
        long lastPs = 0;
        for (int op = 0; op < workload.seamStart(); op++) {
            assertTrue(workload.timePs(op) >= lastPs, who + ": time goes back at " + op);
            assertTrue(workload.timePs(op) <= workload.bodyPs(), who + ": beyond the body");
            lastPs = workload.timePs(op);
            assertTrue(workload.cpu(op) < workload.cpus(), who);
            switch (workload.kind(op)) {
                case MAP -> map(op);
                case UNMAP -> unmap(op);
                case FLUSH -> unflushed.get(workload.device(op)).clear();
            }
        }
    }

    private void map(int op) {
        TreeMap<Long, Long> mine = live.get(workload.device(op));
        long first = workload.iova(op);
        long last = first + workload.pages(op) * PAGE - 1;
        Map.Entry<Long, Long> below = mine.floorEntry(last);
        assertTrue(below == null || below.getValue() < first, who + ": mapped twice at " + op);
        Map.Entry<Long, Long> stale = unflushed.get(workload.device(op)).floorEntry(last);
        assertTrue(stale == null || stale.getValue() < first, who + ": mapped before its flush at " + op);
        mine.put(first, last);
        int pages = 0;
        for (int segment = workload.segmentStart(op); segment < workload.segmentEnd(op); segment++) {
            long gfn = workload.segmentGpa(segment) >>> 12;
            pages += workload.segmentPages(segment);
            assertTrue(ram.ramPageOfGfn(gfn) >= 0, who + ": no RAM at " + op);
            assertEquals(
                    workload.segmentPages(segment) - 1,
                    ram.ramPageOfGfn(gfn + workload.segmentPages(segment) - 1) - ram.ramPageOfGfn(gfn),
                    who + ": a segment crosses the hole");
        }
        assertEquals(workload.pages(op), pages, who);
    }

    private void unmap(int op) {
        Long last = live.get(workload.device(op)).remove(workload.iova(op));
        assertNotNull(last, who + ": unmaps nothing at " + op);
        assertEquals(workload.iova(op) + workload.pages(op) * PAGE - 1, last, who);
        assertTrue(workload.direction(op) != Direction.COHERENT, who + ": a ring is given up");
        if (workload.lazy()) {
            assertNull(unflushed.get(workload.device(op)).put(workload.iova(op), last), who);
        }
    }
}
