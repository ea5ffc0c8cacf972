package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.LineCursor;
import java.util.List;

/**
 * Records that perf wrote twice: where two reads of its ring buffer meet, the last record of the one can be the first of the
 * other. A line is such a repeat if it equals the one before it and its time has nanoseconds: no CPU passes one probe twice
 * in one of them.
 *
 * <p>Within the same microsecond a CPU can, so in a text without nanoseconds only a {@code map} is dropped: its IOVA is
 * mapped since the line before.
 */
final class Repeats {
    private final LineCursor cursor;
    private final LineHead line;
    private byte[] before = new byte[1 << 12];
    private int length;
    private long beforeUs = Long.MIN_VALUE;
    private long dropped;
    private long kept;

    Repeats(LineCursor cursor, LineHead line) {
        this.cursor = cursor;
        this.line = line;
    }

    /** Whether the event that begins at {@code start} is to be dropped; called for each in turn. */
    boolean isOne(int start, EventKind kind) {
        int end = cursor.end();
        boolean same = line.timeUs == beforeUs && cursor.equals(start, end, before, length);
        beforeUs = line.timeUs;
        length = end - start;
        if (length > before.length) {
            before = new byte[length * 2];
        }
        cursor.copyTo(before, start, end);
        if (!same || kind == EventKind.OTHER) {
            return false;
        }
        boolean drop = line.nanos >= 0 || kind == EventKind.MAP;
        dropped += drop ? 1 : 0;
        kept += drop ? 0 : 1;
        return drop;
    }

    void addNotes(List<String> notes) {
        if (dropped > 0) {
            notes.add("perf wrote " + dropped + " records twice; they count among the events, and are replayed once");
        }
        if (kept > 0) {
            notes.add(kept + " lines equal the line before, and microseconds do not tell whether perf wrote them twice:"
                    + " print with perf script --ns");
        }
    }
}
