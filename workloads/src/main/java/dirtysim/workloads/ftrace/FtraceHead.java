package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.LineCursor;

/**
 * {@code COMM-PID [CPU] FLAGS SECONDS.MICROS: EVENT: DETAILS}: ftrace, and {@code trace-cmd report}, which leaves the flags
 * out before 3.3, prints {@code CPUFLAGS} with {@code -l}, nine digits with {@code -t}, and the instance before all else with
 * {@code -B}.
 *
 * <p>The comm is greedy, it may hold spaces, brackets and dashes. It is padded to 16 columns and never longer, and too short
 * to hold all that follows a pid; so the first dash that all of it follows is the one before the pid.
 */
final class FtraceHead extends LineHead {
    private static final int COMM_COLUMNS = 16;

    /**
     * The last line's bytes before its time, if its comm had the usual columns. A line that begins with the same has the same
     * task, CPU and flags, and one task's events mostly come in runs.
     */
    private byte[] before = new byte[64];

    private int beforeLength;
    private int timeStart;

    FtraceHead(LineCursor cursor) {
        super(cursor);
    }

    @Override
    String shape() {
        return "COMM-PID [CPU] FLAGS SECONDS.MICROS: EVENT:";
    }

    @Override
    boolean parse() {
        complaint = null;
        int start = cursor.position();
        if (beforeLength > 0 && cursor.startsWith(before, beforeLength)) {
            cursor.moveTo(start + beforeLength);
            if (timeAndName()) {
                return true;
            }
            complaint = null;
        }
        beforeLength = 0;
        int usual = start + COMM_COLUMNS;
        if (cursor.at(usual) == '-' && from(usual)) {
            remember(start);
            return true;
        }
        int last = Math.min(afterInstance(start) + COMM_COLUMNS, cursor.end() - 1);
        for (int dash = cursor.indexOf('-', start); dash <= last; dash = cursor.indexOf('-', dash + 1)) {
            if (dash != usual && from(dash)) {
                return true;
            }
        }
        return false;
    }

    private void remember(int start) {
        int length = timeStart - start;
        if (length <= before.length) {
            cursor.copyTo(before, start, timeStart);
            beforeLength = length;
        }
    }

    /** Where the columns of the comm begin, at least: behind spaces, and behind {@code INSTANCE:} and spaces. */
    private int afterInstance(int start) {
        cursor.moveTo(start);
        cursor.skipSpaces();
        int token = cursor.position();
        cursor.skipWord();
        return cursor.position() > token && cursor.at(cursor.position() - 1) == ':' && cursor.skipSpaces() > 0
                ? cursor.position()
                : token;
    }

    private boolean from(int dash) {
        cursor.moveTo(dash + 1);
        pid = cursor.decimal();
        if (pid < 0 || pid > Integer.MAX_VALUE || cursor.skipSpaces() == 0) {
            return false;
        }
        if (cursor.peek() == '(') {
            // Option record-tgid adds "(TGID)" or "(-----)".
            cursor.moveTo(Math.min(cursor.indexOf(')', cursor.position()) + 1, cursor.end()));
            cursor.skipSpaces();
        }
        return cpuAndFlags() && timeAndName();
    }

    private boolean cpuAndFlags() {
        if (cursor.peek() == '[') {
            if (!bracketedCpu()) {
                return false;
            }
            int first = cursor.peek();
            if (first >= '0' && first <= '9') {
                return true;
            }
        } else if (!cpuNumber() || cursor.peek() == ' ') {
            return false;
        }
        cursor.skipWord();
        if (cursor.skipSpaces() == 0) {
            complaint = "the line ends before its time";
            return false;
        }
        return true;
    }

    private boolean timeAndName() {
        timeStart = cursor.position();
        if (!time()) {
            return false;
        }
        cursor.skipSpaces();
        if (cursor.peek() == '(') {
            // trace-cmd report --ts-diff adds "(+NANOSECONDS)".
            cursor.skipWord();
            cursor.skipSpaces();
        }
        nameStart = cursor.position();
        int at = cursor.endOfName(nameStart);
        nameHash = cursor.hash(nameStart, at);
        nameEnd = at;
        int behind = cursor.at(at + 1);
        if (at == nameStart || cursor.at(at) != ':' || behind != ' ' && behind != -1) {
            complaint = "no 'EVENT:' follows the time";
            return false;
        }
        cursor.moveTo(at + 1);
        cursor.skipSpaces();
        return true;
    }
}
