package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;

/** What stands before an event's details: task, CPU, time and the event's name, as one kind of recorder prints them. */
abstract class LineHead {
    private static final int MICROS_DIGITS = 6;
    private static final int NANOS_DIGITS = 9;

    final LineCursor cursor;
    long pid;
    int cpu;
    long timeUs;
    /** Below a microsecond; -1 if the recorder printed no more than microseconds. */
    int nanos;

    int nameStart;
    int nameEnd;
    int nameHash;
    /** Why the line is none, if it came far enough to say. */
    String complaint;

    LineHead(LineCursor cursor) {
        this.cursor = cursor;
    }

    /** Parses the line under the cursor and leaves the cursor at its details; false if it is no line of this kind. */
    abstract boolean parse();

    /** What a line of this kind begins with. */
    abstract String shape();

    MalformedLine malformed() {
        return new MalformedLine(complaint != null ? complaint : "no '" + shape() + "' begins this line");
    }

    /** {@code [CPU]} and the spaces behind it. */
    final boolean bracketedCpu() {
        return cursor.skip('[') && cpuNumber() && cursor.skip(']') && cursor.skipSpaces() > 0;
    }

    final boolean cpuNumber() {
        long number = cursor.decimal();
        cpu = (int) number;
        return number >= 0 && number <= Short.MAX_VALUE;
    }

    /** {@code SECONDS.MICROS:} or {@code SECONDS.NANOS:}. */
    final boolean time() {
        long seconds = cursor.decimal();
        boolean point = cursor.skip('.');
        int from = cursor.position();
        long fraction = cursor.decimal();
        int digits = cursor.position() - from;
        if (seconds < 0
                || seconds > Integer.MAX_VALUE
                || !point
                || digits != MICROS_DIGITS && digits != NANOS_DIGITS
                || !cursor.skip(':')) {
            complaint = "the time is not SECONDS.MICROS with six digits of microseconds, or nine of nanoseconds";
            return false;
        }
        boolean micros = digits == MICROS_DIGITS;
        timeUs = seconds * 1_000_000 + (micros ? fraction : fraction / 1000);
        nanos = micros ? -1 : (int) (fraction % 1000);
        return true;
    }
}
