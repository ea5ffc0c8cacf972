package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;

/** What stands before an event's details: task, CPU, time and the event's name, as one kind of recorder prints them. */
abstract class LineHead {
    private static final int MICROS_DIGITS = 6;
    private static final int NANOS_DIGITS = 9;
    private static final Key MICROS = Key.of("us");

    final LineCursor cursor;
    long pid;
    int cpu;
    long seconds;
    /** Where the digits behind the point of the time begin; -1 if it has no point. */
    int fractionStart;

    long timeUs;
    /** Below a microsecond; -1 if the recorder printed no more than microseconds. */
    int nanos;

    /** The event that followed the line's last event before; null if none did. */
    EventCounter.Event expected;
    /** {@link #expected} if its name stands in the line; else null, and the name between its positions. */
    EventCounter.Event event;

    int nameStart;
    int nameEnd;
    int nameHash;

    /** What a line is counted as that names no event, such as a stack; else null. */
    String nameless;
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

    /** {@code SECONDS.MICROS:} or {@code SECONDS.NANOS:}, or {@code MICROSus:} of ftrace's option latency-format. */
    final boolean time() {
        seconds = cursor.decimal();
        if (cursor.skip(MICROS)) {
            return sinceBegin();
        }
        if (seconds >= 0 && cursor.peek() == ':') {
            complaint =
                    "the time is not SECONDS.MICROS but a count, as of the trace_clock counter, uptime or x86-tsc: record"
                            + " with 'echo mono > trace_clock' (trace-cmd record -C mono)";
            return false;
        }
        return seconds >= 0 && seconds <= Integer.MAX_VALUE && cursor.skip('.') && fractionOfSecond() && endOfTime()
                || noTime();
    }

    /** The digits behind the point of a time. */
    final boolean fractionOfSecond() {
        int from = cursor.position();
        fractionStart = from;
        long fraction = cursor.decimal();
        int digits = cursor.position() - from;
        if (digits == MICROS_DIGITS) {
            timeUs = seconds * 1_000_000 + fraction;
            nanos = -1;
            return true;
        }
        timeUs = seconds * 1_000_000 + fraction / 1000;
        nanos = (int) (fraction % 1000);
        return digits == NANOS_DIGITS;
    }

    final boolean endOfTime() {
        return cursor.skip(':');
    }

    /** {@code 12081198us+:}, counted from the first event; the sign says whether the next is far. */
    private boolean sinceBegin() {
        fractionStart = -1;
        timeUs = seconds;
        nanos = -1;
        if (cursor.peek() != ':') {
            cursor.moveTo(cursor.position() + 1);
        }
        return seconds >= 0 && endOfTime() || noTime();
    }

    private boolean noTime() {
        complaint = "the time is not SECONDS.MICROS with six digits of microseconds, or nine of nanoseconds";
        return false;
    }
}
