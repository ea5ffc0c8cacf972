package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.TraceRecords;
import java.util.Arrays;

/** How long a translation outlives its unmap: from each unmap to the IOTLB flush that covers it. */
final class FlushFigures {
    /** A strict guest flushes at once: a flush that is not for one of the newest unmaps lost its own. */
    private static final int NEWEST = 256;

    private final TraceRecords records;
    private final DomainDevices domains;
    private final Samples unmapToFlushUs = new Samples();
    private final Samples unmapsPerFlush = new Samples();
    private final Tally<String> flushes = new Tally<>();
    private int[] waiting = new int[256];
    private int count;

    FlushFigures(TraceRecords records) {
        this.records = records;
        domains = DomainDevices.of(records);
    }

    void unmap(int record) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, count * 2);
        }
        waiting[count++] = record;
    }

    void flushRange(int record) {
        flushes.add("cache_tag_flush_range did " + records.domain(record), 1);
        long from = records.address(record);
        long to = from + records.length(record);
        for (int i = count - 1; i >= Math.max(0, count - NEWEST); i--) {
            int unmap = waiting[i];
            if (records.address(unmap) >= from && records.address(unmap) + records.length(unmap) <= to) {
                unmapToFlushUs.add(records.timeUs(record) - records.timeUs(unmap));
                System.arraycopy(waiting, i + 1, waiting, i, --count - i);
                return;
            }
        }
    }

    void flushDomain(int record) {
        flushes.add("cache_tag_flush_all did " + records.domain(record), 1);
        int device = domains.device(records.domain(record));
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (device == DomainDevices.UNKNOWN || records.device(waiting[i]) == device) {
                unmapToFlushUs.add(records.timeUs(record) - records.timeUs(waiting[i]));
            } else {
                waiting[kept++] = waiting[i];
            }
        }
        if (kept < count) {
            unmapsPerFlush.add(count - kept);
        }
        count = kept;
    }

    void put(ObjectNode into) {
        unmapToFlushUs.put(into, "unmap_to_iotlb_flush_us");
        flushes.put(into, "flush_events");
        unmapsPerFlush.put(into, "lazy_unmaps_per_flush");
    }
}
