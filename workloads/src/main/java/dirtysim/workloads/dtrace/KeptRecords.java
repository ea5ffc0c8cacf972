package dirtysim.workloads.dtrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.TraceRecords;
import java.util.Map;
import java.util.TreeMap;

/** Gives on the records of kept blocks, with calls numbered anew; segments of a dropped call belong to none any more. */
final class KeptRecords implements RecordSink {
    private final RecordSink sink;
    /** For the first call of each kept block that has any: one past its last, and the new number of the first. */
    private final TreeMap<Integer, int[]> kept = new TreeMap<>();

    private int calls;

    KeptRecords(RecordSink sink) {
        this.sink = sink;
    }

    /** Calls from one number up to another are kept; in ascending order. */
    void keep(int from, int to) {
        if (to > from) {
            kept.put(from, new int[] {to, calls});
            calls += to - from;
        }
    }

    private int renumbered(int call) {
        Map.Entry<Integer, int[]> range = kept.floorEntry(call);
        return range != null && call < range.getValue()[0]
                ? call - range.getKey() + range.getValue()[1]
                : TraceRecords.UNATTRIBUTED;
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        sink.map(atUs, onCpu, iova, bytes, physical, renumbered(callNumber));
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        sink.unmap(atUs, onCpu, iova, bytes, ofDevice, dir);
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        sink.flushRange(atUs, onCpu, domain, iova, bytes);
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        sink.flushDomain(atUs, onCpu, domain);
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        sink.call(atUs, onCpu, what, ofDevice, dir, dmaAddress, bytes);
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        sink.mark(atUs, onCpu, event, text);
    }
}
