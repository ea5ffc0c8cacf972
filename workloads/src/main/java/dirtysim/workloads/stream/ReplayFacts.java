package dirtysim.workloads.stream;

import dirtysim.guest.Direction;
import dirtysim.workloads.dtrace.DtraceBlocks;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecords;
import java.util.Map;
import java.util.TreeMap;

/** What has to be known of a recording before its replay begins, gathered from all its records in one go. */
final class ReplayFacts implements RecordSink {
    static final long NONE = -1;

    private final DomainDevices domains = new DomainDevices();
    /** How many segments come after the call that they belong to, where that is so. */
    private final Map<Integer, Integer> late = new TreeMap<>();

    private DtraceBlocks.Place here;
    private RecordingSummary summary;
    private long records;
    private int calls;
    private int highestCall = TraceRecords.UNATTRIBUTED;
    private long firstUs;
    private long begin = NONE;
    private long end = NONE;
    private long from = NONE;
    private long fromUs;
    private DtraceBlocks.Place fromPlace;
    private long lastUs;
    private long maps;
    private long unmaps;
    private long ranges;
    private long wholeDomains;
    private long namelessMaps;
    private long namelessUnmaps;

    /** A block begins. */
    void at(DtraceBlocks.Place place) {
        here = place;
    }

    /** The last record has been. */
    void end(RecordingSummary said) {
        summary = said;
        domains.end(said.devices());
    }

    RecordingSummary summary() {
        return summary;
    }

    DomainDevices domains() {
        return domains;
    }

    /** Segments of a call that come after it. */
    int late(int call) {
        return late.isEmpty() ? 0 : late.getOrDefault(call, 0);
    }

    boolean anyLate() {
        return !late.isEmpty();
    }

    /** Whether a segment belongs to a call that never comes. */
    boolean callMissing() {
        return highestCall >= calls;
    }

    /** The guest deferred its flushes; as {@link dirtysim.workloads.replay.WorkloadConverter#lazy}. */
    boolean lazy() {
        return wholeDomains > 0 && ranges * 2 < unmaps;
    }

    long firstUs() {
        return firstUs;
    }

    /** The record with which the body begins, or {@link #NONE}. */
    long from() {
        return from;
    }

    long fromUs() {
        return fromUs;
    }

    /** The block that it is in. */
    DtraceBlocks.Place fromPlace() {
        return fromPlace;
    }

    /** One past the last record that is replayed. */
    long to() {
        return end == NONE ? records : end;
    }

    /** Time of the last operation that is replayed. */
    long lastUs() {
        return lastUs;
    }

    long namelessMaps() {
        return namelessMaps;
    }

    long namelessUnmaps() {
        return namelessUnmaps;
    }

    boolean flushes() {
        return ranges + wholeDomains > 0;
    }

    long maps() {
        return maps;
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        operation(atUs);
        maps++;
        if (callNumber == TraceRecords.UNATTRIBUTED) {
            namelessMaps++;
        } else if (callNumber < calls) {
            late.merge(callNumber, 1, Integer::sum);
        }
        highestCall = Math.max(highestCall, callNumber);
        startsBody(atUs);
        records++;
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        operation(atUs);
        unmaps++;
        namelessUnmaps += ofDevice == TraceRecords.UNATTRIBUTED ? 1 : 0;
        domains.unmap(atUs, onCpu, iova, bytes, ofDevice, dir);
        startsBody(atUs);
        records++;
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        any(atUs);
        ranges++;
        domains.flushRange(atUs, onCpu, domain, iova, bytes);
        records++;
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        operation(atUs);
        wholeDomains++;
        domains.flushDomain(atUs, onCpu, domain);
        records++;
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        any(atUs);
        calls++;
        records++;
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        any(atUs);
        if (begin == NONE && text.startsWith(Marks.WORKLOAD_BEGIN)) {
            begin = records;
            end = NONE;
            from = NONE;
        }
        if (end == NONE && text.startsWith(Marks.WORKLOAD_END)) {
            end = records;
        }
        records++;
    }

    private void any(long atUs) {
        if (records == 0) {
            firstUs = atUs;
        }
    }

    private void operation(long atUs) {
        any(atUs);
        lastUs = end == NONE ? atUs : lastUs;
    }

    private void startsBody(long atUs) {
        if (from == NONE) {
            from = records;
            fromUs = atUs;
            fromPlace = here;
        }
    }
}
