package dirtysim.workloads.drivers;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a recording of what a guest does, as ftrace would have written it: segments before their call, a strict guest's
 * flush after each unmap, marks around the load. Times are whole microseconds, which is what a recording holds; a device's
 * domain has its index plus one for a number. Steady writes have no place in a recording.
 */
public final class RecordsSink implements OperationSink {
    private static final long PS_PER_US = 1_000_000;
    private static final int PAGE_SHIFT = 12;

    private final TraceRecordsBuilder records = new TraceRecordsBuilder();
    private final List<String> devices = new ArrayList<>();
    private final Map<String, Long> events = new TreeMap<>();
    private final boolean lazy;
    private long eventCount;
    private boolean writesLeftOut;

    /** @param lazy whether the guest defers its flushes */
    public RecordsSink(boolean lazy) {
        this.lazy = lazy;
    }

    /** Ends the recording. */
    public TraceRecords build(long endPs) {
        mark(endPs, "T_WORKLOAD_END");
        return records.build(new RecordingSummary(devices, events, 0, 0, 0));
    }

    /** Whether a device writes at a rate of its own, which the recording does not hold. */
    public boolean writesLeftOut() {
        return writesLeftOut;
    }

    @Override
    public void device(String name) {
        devices.add(name);
    }

    @Override
    public void beginBody(long atPs) {
        mark(atPs, "T_WORKLOAD_BEGIN generated");
    }

    private void mark(long atPs, String text) {
        records.mark(atPs / PS_PER_US, 0, eventCount, text);
        count("tracing_mark_write");
    }

    @Override
    public void map(
            long atPs,
            int cpu,
            int device,
            Direction direction,
            CallKind call,
            long iova,
            int offset,
            long bytes,
            long[] gpas,
            int[] pages) {
        int number = records.calls();
        long at = iova;
        for (int segment = 0; segment < gpas.length; segment++) {
            long length = (long) pages[segment] << PAGE_SHIFT;
            records.map(atPs / PS_PER_US, cpu, at, length, gpas[segment], number);
            at += length;
            count("map");
        }
        records.call(atPs / PS_PER_US, cpu, call, device, direction, iova + offset, bytes);
        count(call.eventName());
    }

    @Override
    public void unmap(long atPs, int cpu, int device, Direction direction, long iova, int pages) {
        long bytes = (long) pages << PAGE_SHIFT;
        records.unmap(atPs / PS_PER_US, cpu, iova, bytes, device, direction);
        count("unmap");
        if (!lazy) {
            records.flushRange(atPs / PS_PER_US, cpu, device + 1, iova, bytes);
            count("cache_tag_flush_range");
        }
    }

    @Override
    public void flush(long atPs, int cpu, int device) {
        records.flushDomain(atPs / PS_PER_US, cpu, device + 1);
        count("cache_tag_flush_all");
    }

    @Override
    public void steadyWrites(int device, double pagesPerSecond) {
        writesLeftOut |= pagesPerSecond > 0;
    }

    private void count(String event) {
        events.merge(event, 1L, Long::sum);
        eventCount++;
    }
}
