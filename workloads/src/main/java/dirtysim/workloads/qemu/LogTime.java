package dirtysim.workloads.qemu;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * What QEMU's log backend puts before an event with {@code -msg timestamp=on}: {@code THREAD@SECONDS.MICROS:} up to QEMU 10.1,
 * and {@code 2026-01-31T12:34:56.123456Z } since 10.2, without the thread ({@code qemu_log} in {@code util/log.c}).
 */
final class LogTime {
    private static final int DATE_DIGITS = "2026-01-31T12:34:56".length();
    private static final Key VTD = Key.of("vtd_");

    private final LineCursor cursor;
    /** 0 where the log does not say. */
    long thread;

    long timeUs;

    LogTime(LineCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * Reads it and leaves the cursor at the event.
     *
     * @return false if no time begins the line, nor anything like one
     * @throws MalformedLine if it is damaged
     */
    boolean read() throws MalformedLine {
        int start = cursor.position();
        if (date()) {
            return true;
        }
        cursor.moveTo(start);
        thread = cursor.decimal();
        if (thread < 0 || !cursor.skip('@')) {
            cursor.moveTo(start);
            return false;
        }
        long seconds = cursor.decimal();
        boolean point = cursor.skip('.');
        long micros = micros();
        if (seconds < 0 || seconds > Integer.MAX_VALUE || !point || micros < 0 || !cursor.skip(':')) {
            throw new MalformedLine("the time is not SECONDS.MICROS with six digits of microseconds");
        }
        timeUs = seconds * 1_000_000 + micros;
        return true;
    }

    /** Whether a line begins as one of such a log, with times or without. */
    static boolean begins(LineCursor line) {
        if (line.matches(line.position(), VTD)) {
            return true;
        }
        try {
            return new LogTime(line).read();
        } catch (MalformedLine e) {
            return false;
        }
    }

    private boolean date() throws MalformedLine {
        int start = cursor.position();
        if (cursor.at(start + 4) != '-' || cursor.at(start + 10) != 'T' || start + DATE_DIGITS >= cursor.end()) {
            return false;
        }
        String text = cursor.text(start, start + DATE_DIGITS);
        cursor.moveTo(start + DATE_DIGITS);
        // A whole second has no fraction.
        long micros = cursor.skip('.') ? micros() : 0;
        try {
            timeUs = LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC) * 1_000_000 + micros;
        } catch (DateTimeException e) {
            throw new MalformedLine("'" + text + "' is no date and time");
        }
        if (micros < 0 || timeUs < 0 || !cursor.skip('Z') || !cursor.skip(' ')) {
            throw new MalformedLine("the time is not YYYY-MM-DDTHH:MM:SS.MICROSZ");
        }
        thread = 0;
        return true;
    }

    private long micros() {
        int from = cursor.position();
        long micros = cursor.decimal();
        return cursor.position() - from == 6 ? micros : -1;
    }
}
