package dirtysim.workloads.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dirtysim.memory.MemorySlots;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Plays a shaped recording page by page and holds it to what must be true of every one. */
final class Replayed {
    private final TraceRecords records;
    private final Map<Integer, TreeMap<Long, Long>> frames = new TreeMap<>();
    final TreeSet<Long> gfns = new TreeSet<>();
    Map<Integer, TreeMap<Long, Long>> atBegin = Map.of();

    Replayed(TraceRecords records) {
        this.records = records;
    }

    /**
     * Nothing is mapped twice; every unmap ends just what whole mappings covered; time never goes back; what is mapped at the
     * end is what was mapped at the beginning; each page lies in RAM.
     */
    Replayed check(String what, long ramBytes) {
        MemorySlots slots = MemorySlots.q35(ramBytes);
        int begin = Marks.workloadBegin(records);
        assertTrue(begin >= 0 && Marks.workloadEnd(records) == records.size() - 1, what + " has no marks");
        long lastUs = 0;
        for (int record = 0; record < records.size(); record++) {
            require(records.timeUs(record) >= lastUs, what, record, "goes back in time");
            lastUs = records.timeUs(record);
            if (record == begin) {
                atBegin = copy();
            }
            if (records.kind(record) == RecordKind.MAP) {
                map(record, what, slots);
            } else if (records.kind(record) == RecordKind.UNMAP) {
                unmap(record, what);
            }
        }
        assertEquals(atBegin, copy(), what + " does not end as it begins");
        return this;
    }

    private void map(int record, String what, MemorySlots slots) {
        TreeMap<Long, Long> pages = frames.computeIfAbsent(records.device(record), device -> new TreeMap<>());
        for (long at = 0; at < records.length(record); at += 4096) {
            long gfn = records.physical(record) + at >>> 12;
            require(pages.put(records.address(record) + at, gfn) == null, what, record, "maps a page twice");
            require(slots.ramPageOfGfn(gfn) >= 0, what, record, "maps a page outside RAM");
            gfns.add(gfn);
        }
    }

    private void unmap(int record, String what) {
        TreeMap<Long, Long> pages = frames.get(records.device(record));
        for (long at = 0; at < records.length(record); at += 4096) {
            require(pages.remove(records.address(record) + at) != null, what, record, "unmaps what is not mapped");
        }
    }

    /** Text is made only where something is wrong: there are millions of pages. */
    private static void require(boolean right, String what, int record, String wrong) {
        if (!right) {
            fail(what + ", record " + record + " " + wrong);
        }
    }

    private Map<Integer, TreeMap<Long, Long>> copy() {
        Map<Integer, TreeMap<Long, Long>> copy = new TreeMap<>();
        frames.forEach((device, pages) -> {
            if (!pages.isEmpty()) {
                copy.put(device, new TreeMap<>(pages));
            }
        });
        return copy;
    }

    /** Records of a kind between the marks. */
    static long inBody(TraceRecords records, RecordKind kind) {
        long count = 0;
        for (int record = Marks.workloadBegin(records); record < Marks.workloadEnd(records); record++) {
            count += records.kind(record) == kind ? 1 : 0;
        }
        return count;
    }

    /** From one mark to the other. */
    static long lengthUs(TraceRecords records) {
        return records.timeUs(Marks.workloadEnd(records)) - records.timeUs(Marks.workloadBegin(records));
    }

    /** Sizes of all segments between the marks, and how often each occurs. */
    static Map<Long, Long> sizes(TraceRecords records) {
        Map<Long, Long> sizes = new TreeMap<>();
        for (int record = Marks.workloadBegin(records); record < Marks.workloadEnd(records); record++) {
            if (records.kind(record) == RecordKind.MAP) {
                sizes.merge(records.length(record), 1L, Long::sum);
            }
        }
        return sizes;
    }

    /** Kinds of all records. */
    static List<RecordKind> kinds(TraceRecords records) {
        List<RecordKind> kinds = new ArrayList<>();
        for (int record = 0; record < records.size(); record++) {
            kinds.add(records.kind(record));
        }
        return kinds;
    }
}
