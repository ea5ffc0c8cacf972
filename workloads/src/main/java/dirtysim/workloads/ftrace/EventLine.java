package dirtysim.workloads.ftrace;

/**
 * The parts of {@code COMM-PID [CPU] FLAGS SECONDS.MICROS: EVENT: DETAILS}.
 *
 * <p>The comm is greedy, it may hold spaces, brackets and dashes. The kernel pads it to 16 columns and never prints more,
 * so the dash before the pid is the last one in the first columns that all the rest follows.
 */
final class EventLine {
    private static final int LAST_DASH = 24;
    private static final int MICROS_DIGITS = 6;

    private final LineCursor cursor;
    private long pid;
    private int cpu;
    private long timeUs;
    private int nameStart;
    private int nameEnd;

    EventLine(LineCursor cursor) {
        this.cursor = cursor;
    }

    /** Parses the line under the cursor and leaves the cursor at its details. */
    void parse() throws MalformedLine {
        int start = cursor.position();
        for (int dash = Math.min(start + LAST_DASH, cursor.end() - 1); dash >= start; dash--) {
            if (cursor.at(dash) == '-') {
                cursor.moveTo(dash + 1);
                if (parseTask()) {
                    parseRest();
                    return;
                }
            }
        }
        throw new MalformedLine("no 'COMM-PID [CPU] FLAGS SECONDS.MICROS: EVENT:' begins this line");
    }

    private boolean parseTask() {
        pid = cursor.decimal();
        if (pid < 0 || cursor.skipSpaces() == 0) {
            return false;
        }
        if (cursor.at(cursor.position()) == '(') {
            // Option record-tgid adds "(TGID)" or "(-----)".
            cursor.word();
            while (cursor.at(cursor.position() - 1) != ')' && cursor.skipSpaces() > 0) {
                cursor.word();
            }
            cursor.skipSpaces();
        }
        if (!cursor.skip('[')) {
            return false;
        }
        long number = cursor.decimal();
        cpu = (int) number;
        return number >= 0 && number <= Short.MAX_VALUE && cursor.skip(']') && cursor.skipSpaces() > 0;
    }

    private void parseRest() throws MalformedLine {
        while (!cursor.atEnd() && cursor.at(cursor.position()) != ' ') {
            cursor.moveTo(cursor.position() + 1);
        }
        if (cursor.skipSpaces() == 0) {
            throw new MalformedLine("the line ends before its time");
        }
        long seconds = cursor.decimal();
        boolean point = cursor.skip('.');
        int from = cursor.position();
        long micros = cursor.decimal();
        if (seconds < 0
                || seconds > Integer.MAX_VALUE
                || !point
                || micros < 0
                || cursor.position() - from != MICROS_DIGITS
                || !cursor.skip(':')) {
            throw new MalformedLine("the time is not SECONDS.MICROS with six digits of microseconds");
        }
        timeUs = seconds * 1_000_000 + micros;
        cursor.skipSpaces();
        nameStart = cursor.position();
        while (isNameByte(cursor.at(cursor.position()))) {
            cursor.moveTo(cursor.position() + 1);
        }
        nameEnd = cursor.position();
        if (nameEnd == nameStart || !cursor.skip(':')) {
            throw new MalformedLine("no 'EVENT:' follows the time");
        }
        cursor.skipSpaces();
    }

    private static boolean isNameByte(int b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || b == '_';
    }

    long pid() {
        return pid;
    }

    int cpu() {
        return cpu;
    }

    long timeUs() {
        return timeUs;
    }

    int nameStart() {
        return nameStart;
    }

    int nameEnd() {
        return nameEnd;
    }
}
