package dirtysim.workloads.replay;

import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.Arrays;

/** The segments of each mapping call, in the order of the file. */
final class CallSegments {
    private final int[] start;
    private final int[] segments;

    CallSegments(TraceRecords records) {
        start = new int[records.calls() + 1];
        for (int record = 0; record < records.size(); record++) {
            if (isSegment(records, record)) {
                start[records.call(record) + 1]++;
            }
        }
        for (int call = 0; call < records.calls(); call++) {
            start[call + 1] += start[call];
        }
        segments = new int[start[records.calls()]];
        int[] next = start.clone();
        for (int record = 0; record < records.size(); record++) {
            if (isSegment(records, record)) {
                segments[next[records.call(record)]++] = record;
            }
        }
    }

    private static boolean isSegment(TraceRecords records, int record) {
        return records.kind(record) == RecordKind.MAP && records.call(record) != TraceRecords.UNATTRIBUTED;
    }

    /** The records of the call's segments; a copy. */
    int[] of(int call) {
        return Arrays.copyOfRange(segments, start[call], start[call + 1]);
    }

    boolean isFirst(int call, int record) {
        return segments[start[call]] == record;
    }
}
