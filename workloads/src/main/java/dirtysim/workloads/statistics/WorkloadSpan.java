package dirtysim.workloads.statistics;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;

/** Rates over the part of a recording that its marks call the workload. */
final class WorkloadSpan {
    private WorkloadSpan() {}

    static void put(TraceRecords records, ObjectNode into) {
        int begin = Marks.workloadBegin(records);
        int end = Marks.workloadEnd(records);
        if (begin < 0 || end < begin) {
            into.putNull("workload_s");
            into.put("workload_events", 0);
            into.put("workload_maps", 0);
            into.put("workload_unmaps", 0);
            into.putNull("events_per_s");
            into.putNull("maps_per_s");
            into.putNull("unmaps_per_s");
            return;
        }
        long maps = 0;
        long unmaps = 0;
        for (int record = begin; record < end; record++) {
            maps += records.kind(record) == RecordKind.MAP ? 1 : 0;
            unmaps += records.kind(record) == RecordKind.UNMAP ? 1 : 0;
        }
        long events = records.markEvent(end) - records.markEvent(begin) + 1;
        double seconds = (records.timeUs(end) - records.timeUs(begin)) / 1e6;
        into.put("workload_s", Rounding.round(seconds, 3));
        into.put("workload_events", events);
        into.put("workload_maps", maps);
        into.put("workload_unmaps", unmaps);
        rate(into, "events_per_s", events, seconds);
        rate(into, "maps_per_s", maps, seconds);
        rate(into, "unmaps_per_s", unmaps, seconds);
    }

    private static void rate(ObjectNode into, String name, long count, double seconds) {
        if (seconds > 0) {
            into.put(name, Math.round(count / seconds));
        } else {
            into.putNull(name);
        }
    }
}
