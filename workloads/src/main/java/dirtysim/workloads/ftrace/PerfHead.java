package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;

/**
 * {@code COMM PID [CPU] SECONDS.MICROS: GROUP:EVENT: DETAILS}, as {@code perf script} prints it: comm and group aligned to
 * widths of the file, {@code PID/TID} with {@code -F comm,pid,tid}, nine digits with {@code --ns}.
 *
 * <p>The comm may hold anything, {@code [001]} too; it is too short to hold all that follows it.
 */
final class PerfHead extends LineHead {
    private static final Key RECORD = Key.of("PERF_RECORD_");
    private static final Key[] GROUPS = {Key.of("iommu:"), Key.of("dma:"), Key.of("intel_iommu:")};
    /** Comm, PID/TID with ten digits each, and spaces between them. */
    private static final int LAST_BRACKET = 64;
    /** {@code TASK_COMM_LEN} of Linux. */
    private static final int COMM_BYTES = 16;

    /** Whether the line is one of perf's own records, {@code PERF_RECORD_…}; the cursor stands behind that. */
    boolean ownRecord;

    PerfHead(LineCursor cursor) {
        super(cursor);
    }

    @Override
    String shape() {
        return "COMM PID [CPU] SECONDS.MICROS: GROUP:EVENT:";
    }

    @Override
    boolean parse() {
        complaint = null;
        event = null;
        ownRecord = false;
        int start = cursor.position();
        int last = Math.min(start + LAST_BRACKET, cursor.end() - 1);
        for (int bracket = cursor.indexOf('[', start); bracket <= last; bracket = cursor.indexOf('[', bracket + 1)) {
            if (taskBefore(start, bracket)) {
                cursor.moveTo(bracket);
                if (bracketedCpu() && time()) {
                    cursor.skipSpaces();
                    ownRecord = cursor.skip(RECORD);
                    return ownRecord || name();
                }
            }
        }
        return false;
    }

    /** Reads {@code PID} or {@code PID/TID} and the spaces that end before {@code bracket}. */
    private boolean taskBefore(int start, int bracket) {
        int to = bracket;
        while (to > start && cursor.at(to - 1) == ' ') {
            to--;
        }
        int from = digitsBefore(start, to);
        if (to == bracket || from == to || to - from > 10) {
            return false;
        }
        cursor.moveTo(from);
        pid = cursor.decimal();
        if (from > start && cursor.at(from - 1) == '/') {
            int slash = from - 1;
            from = digitsBefore(start, slash);
            if (from == slash) {
                return false;
            }
        } else if (from > start && cursor.at(from - 1) == '-') {
            // A task that perf does not know is -1.
            pid = -pid;
            from--;
        }
        return from == start || cursor.at(from - 1) == ' ' && isComm(start, from);
    }

    /** Whether no more stands there than a comm and spaces; if there is more, a line was cut and this one hangs on it. */
    private boolean isComm(int start, int to) {
        int from = start;
        int last = to;
        while (from < to && cursor.at(from) == ' ') {
            from++;
        }
        while (last > from && cursor.at(last - 1) == ' ') {
            last--;
        }
        return last - from <= COMM_BYTES;
    }

    private int digitsBefore(int start, int to) {
        int from = to;
        while (from > start && cursor.at(from - 1) >= '0' && cursor.at(from - 1) <= '9') {
            from--;
        }
        return from;
    }

    /** The event: without its group if that is one whose events are read, and without modifiers. */
    private boolean name() {
        int from = cursor.position();
        if (cursor.decimal() >= 0 && cursor.skipSpaces() > 0) {
            // A sample's period.
            from = cursor.position();
        }
        cursor.moveTo(from);
        cursor.skipWord();
        int to = cursor.position();
        if (to == from || cursor.at(to - 1) != ':') {
            complaint = "no 'GROUP:EVENT:' follows the time";
            return false;
        }
        cursor.skipSpaces();
        nameStart = from;
        nameEnd = to - 1;
        for (Key group : GROUPS) {
            if (cursor.matches(from, group)) {
                nameStart = from + group.length();
                nameEnd = Math.min(nameEnd, cursor.indexOf(':', nameStart));
            }
        }
        nameHash = cursor.hash(nameStart, nameEnd);
        return nameEnd > nameStart;
    }
}
