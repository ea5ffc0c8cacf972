package dirtysim.workloads.shape;

import dirtysim.guest.Direction;
import dirtysim.host.InputException;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes the records of the outcome, and counts them as events. */
final class ShapedRecords {
    /** What a Java array can hold for sure, and more than a heap that is not made for it. */
    static final long MOST_RECORDS = 1L << 28;

    /** Columns of {@link TraceRecordsBuilder}, and what it takes to make them longer. */
    private static final long BYTES_EACH = 96;

    private final TraceRecordsBuilder records = new TraceRecordsBuilder();
    private final Map<String, Long> events = new LinkedHashMap<>();
    private long count;

    /**
     * Refuses what would not fit into memory.
     *
     * @throws InputException if there are to be more records than {@link #MOST_RECORDS}, or than Java's heap has room for
     */
    static void requireRoom(long wanted) {
        if (wanted > Math.min(MOST_RECORDS, Runtime.getRuntime().maxMemory() / BYTES_EACH)) {
            throw new InputException(
                    "trace shape",
                    "the outcome would have about " + wanted + " records, more than fit into memory",
                    "give fewer devices or loops, since replay repeats a trace for as long as a migration takes, a shorter"
                            + " trace, or Java more memory with -Xmx");
        }
    }

    void segment(long atUs, int cpu, long iova, long bytes, long physical) {
        records.map(atUs, cpu, iova, bytes, physical, records.calls());
        count("map");
    }

    /** The call of all segments since the one before. */
    void call(long atUs, int cpu, int device, Mapping mapping) {
        records.call(atUs, cpu, mapping.kind(), device, mapping.direction(), mapping.dmaAddress(), mapping.bytes());
        count(mapping.kind().eventName());
    }

    void unmap(long atUs, int cpu, int device, Direction direction, long iova, long bytes) {
        records.unmap(atUs, cpu, iova, bytes, device, direction);
        count("unmap");
    }

    void flushRange(long atUs, int cpu, long domain, long iova, long bytes) {
        records.flushRange(atUs, cpu, domain, iova, bytes);
        count("cache_tag_flush_range");
    }

    void flushDomain(long atUs, int cpu, long domain) {
        records.flushDomain(atUs, cpu, domain);
        count("cache_tag_flush_all");
    }

    void mark(long atUs, String text) {
        records.mark(atUs, 0, count, text);
        count("tracing_mark_write");
    }

    TraceRecords build(List<String> devices) {
        return records.build(new RecordingSummary(devices, events, 0, 0, 0));
    }

    private void count(String event) {
        events.merge(event, 1L, Long::sum);
        count++;
    }
}
