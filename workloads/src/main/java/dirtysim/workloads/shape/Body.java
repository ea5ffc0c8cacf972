package dirtysim.workloads.shape;

import dirtysim.workloads.record.Marks;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;

/**
 * The part of a recording that replay repeats: between its marks, or all of it, from the first operation to the last.
 *
 * @param first the record of the first map or unmap
 * @param end one past the last record that may belong to it
 * @param startUs when the first operation was
 * @param lengthUs from there to the last operation
 */
record Body(int first, int end, long startUs, long lengthUs) {
    static Body of(TraceRecords records) {
        int from = Math.max(0, Marks.workloadBegin(records));
        int mark = Marks.workloadEnd(records);
        int end = mark < 0 ? records.size() : mark;
        int first = -1;
        long lastUs = 0;
        for (int record = from; record < end; record++) {
            RecordKind kind = records.kind(record);
            boolean operation = kind == RecordKind.MAP || kind == RecordKind.UNMAP;
            if (operation && first < 0) {
                first = record;
                lastUs = records.timeUs(record);
            }
            if (first >= 0 && (operation || kind == RecordKind.FLUSH_DOMAIN)) {
                lastUs = Math.max(lastUs, records.timeUs(record));
            }
        }
        long startUs = first < 0 ? 0 : records.timeUs(first);
        return new Body(first, end, startUs, lastUs - startUs);
    }

    boolean isEmpty() {
        return first < 0;
    }
}
