package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;

/** The lines that are no events: headers, stack frames, complaints of the tools, and what tells of lost events. */
final class OtherLines {
    private static final byte[] WRITTEN = LineCursor.ascii("entries-in-buffer/entries-written:");
    private static final byte[] CPU = LineCursor.ascii("CPU:");
    private static final byte[] FRAME = LineCursor.ascii("=>");
    private static final byte[] LOST_EVENTS = LineCursor.ascii("EVENTS]");
    private static final byte[] DROPPED = LineCursor.ascii("DROPPED]");
    private static final byte[] LOST = LineCursor.ascii("[LOST");
    private static final byte[] SUBBUFFER = LineCursor.ascii("[SUBBUFFER START]");
    private static final byte[] PROCESSED = LineCursor.ascii("Processed ");
    private static final byte[] AND_LOST = LineCursor.ascii("lost ");
    private static final byte[] CHUNKS = LineCursor.ascii("chunks!");
    private static final byte[] EMPTY_CPU = LineCursor.ascii("CPU ");
    private static final byte[] IS_EMPTY = LineCursor.ascii(" is empty");
    private static final byte[] OWN_LOST = LineCursor.ascii("LOST");
    /** How lines begin that trace-cmd, perf and libtraceevent print besides, on the same terminal. */
    private static final byte[][] MESSAGES = {
        LineCursor.ascii("cpus="),
        LineCursor.ascii("version = "),
        LineCursor.ascii("libtraceevent: "),
        LineCursor.ascii("Error: expected type "),
        LineCursor.ascii("[dma:"),
        LineCursor.ascii("Warning:"),
        LineCursor.ascii("Check IO/CPU overload!")
    };

    /** More than any buffer holds; a broken number must not overflow the sum. */
    private static final long MOST_LOST = 1L << 40;

    private final LineCursor cursor;
    private final Recorder recorder;
    private long lost;
    private long chunks;
    private long gaps;
    private long unnumbered;

    OtherLines(LineCursor cursor, Recorder recorder) {
        this.cursor = cursor;
        this.recorder = recorder;
    }

    /** Events lost, as far as the recording says: at least one for each gap that gives no number. */
    long lostEvents() {
        return Math.max(lost, chunks);
    }

    long gaps() {
        return gaps;
    }

    /** Gaps that give no number. */
    long unnumbered() {
        return unnumbered;
    }

    /** {@code # entries-in-buffer/entries-written: 8808/25872   #P:2}: the difference was overwritten in the buffer. */
    void header() throws MalformedLine {
        if (recorder == Recorder.PERF || !cursor.find(WRITTEN)) {
            return;
        }
        cursor.skipSpaces();
        long inBuffer = cursor.decimal();
        boolean slash = cursor.skip('/');
        long written = cursor.decimal();
        if (inBuffer < 0 || !slash || written < inBuffer) {
            throw new MalformedLine("the header does not say how many entries were written");
        }
        lost += Math.min(written - inBuffer, MOST_LOST);
    }

    /** One of perf's own records; the cursor stands behind {@code PERF_RECORD_}. Those of losses count. */
    void own() throws MalformedLine {
        if (cursor.skip(OWN_LOST)) {
            long number = cursor.find(AND_LOST) ? cursor.decimal() : -1;
            if (number < 0) {
                throw new MalformedLine("PERF_RECORD_LOST does not say how many events were lost");
            }
            lost += Math.min(number, MOST_LOST);
            gaps++;
        }
    }

    /** Reads a line that no event begins; false if it is none that belongs into such a text. */
    boolean read() throws MalformedLine {
        int start = cursor.position();
        cursor.skipBlanks();
        if (cursor.atEnd() || cursor.skip(FRAME)) {
            return true;
        }
        int text = cursor.position();
        cursor.moveTo(start);
        if (cursor.find(CPU) && cursor.decimal() >= 0 && cursor.skipSpaces() > 0) {
            if (cursor.skip(SUBBUFFER)) {
                return true;
            }
            if (gap()) {
                return true;
            }
        }
        cursor.moveTo(text);
        return recorder != Recorder.FTRACE && message();
    }

    /** {@code [LOST 68 EVENTS]} of ftrace, {@code [8632 EVENTS DROPPED]} of trace-cmd; or without the number. */
    private boolean gap() {
        boolean ftrace = cursor.endsWith(LOST_EVENTS) && cursor.skip(LOST) && cursor.skipSpaces() > 0;
        if (!ftrace && !(cursor.endsWith(DROPPED) && cursor.skip('['))) {
            return false;
        }
        long number = cursor.decimal();
        lost += number < 0 ? 1 : Math.min(number, MOST_LOST);
        unnumbered += number < 0 ? 1 : 0;
        gaps++;
        return true;
    }

    private boolean message() {
        if (cursor.skip(PROCESSED)) {
            // "Processed 26227 events and lost 127 chunks!", from perf; how many events were in them it does not say.
            if (cursor.find(AND_LOST)) {
                long number = cursor.decimal();
                if (number > 0 && cursor.skipSpaces() > 0 && cursor.skip(CHUNKS)) {
                    chunks = number;
                    gaps = Math.max(gaps, number);
                }
            }
            return true;
        }
        if (cursor.skip(EMPTY_CPU)) {
            return cursor.decimal() >= 0 && cursor.skip(IS_EMPTY);
        }
        for (byte[] message : MESSAGES) {
            if (cursor.matches(cursor.position(), message)) {
                return true;
            }
        }
        return false;
    }
}
