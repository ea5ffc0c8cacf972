package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.MalformedLine;

/** The lines that are no events: headers, stack frames, complaints of the tools, and what tells of lost events. */
final class OtherLines {
    private static final Key WRITTEN = Key.of("entries-in-buffer/entries-written:");
    private static final Key CPU = Key.of("CPU:");
    private static final Key FRAME = Key.of("=>");
    private static final Key LOST_EVENTS = Key.of("EVENTS]");
    private static final Key DROPPED = Key.of("DROPPED]");
    private static final Key LOST = Key.of("[LOST");
    private static final Key SUBBUFFER = Key.of("[SUBBUFFER START]");
    private static final Key PROCESSED = Key.of("Processed ");
    private static final Key AND_LOST = Key.of("lost ");
    private static final Key CHUNKS = Key.of("chunks!");
    private static final Key EMPTY_CPU = Key.of("CPU ");
    private static final Key IS_EMPTY = Key.of(" is empty");
    private static final Key FUNCTION_GRAPH = Key.of("# tracer: function_graph");
    private static final Key OWN = Key.of("PERF_RECORD_");
    private static final Key OWN_LOST = Key.of("LOST");
    /** How lines begin that trace-cmd, perf and libtraceevent print besides, on the same terminal. */
    private static final Key[] MESSAGES = {
        Key.of("cpus="),
        Key.of("version = "),
        Key.of("libtraceevent: "),
        Key.of("Error: expected type "),
        Key.of("[dma:"),
        Key.of("Warning:"),
        Key.of("Check IO/CPU overload!")
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
        if (cursor.matches(cursor.position(), FUNCTION_GRAPH)) {
            throw new MalformedLine("the tracer was function_graph, which prints events without task and time: record"
                    + " with 'echo nop > current_tracer'");
        }
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
        if (recorder == Recorder.PERF && cursor.find(OWN)) {
            // Of no task or CPU, as what perf counted itself when it ended.
            own();
            return true;
        }
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
        for (Key message : MESSAGES) {
            if (cursor.matches(cursor.position(), message)) {
                return true;
            }
        }
        return false;
    }
}
