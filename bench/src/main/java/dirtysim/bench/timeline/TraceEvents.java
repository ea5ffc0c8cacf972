package dirtysim.bench.timeline;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/**
 * Events of one process, one a line, each with a comma and a line end before it. Times are simulated picoseconds, written as
 * microseconds with up to three decimals: both ends of a span are cut to whole nanoseconds, so that spans that follow each other
 * still do.
 */
final class TraceEvents {
    private static final int FLUSH_CHARS = 1 << 14;
    private static final long PS_PER_NS = 1_000;
    private static final long NS_PER_US = 1_000;

    private final Writer out;
    private final int process;
    private final StringBuilder text = new StringBuilder(2 * FLUSH_CHARS);

    /**
     * @param out takes them
     * @param process number of the run
     */
    TraceEvents(Writer out, int process) {
        this.out = out;
        this.process = process;
    }

    /** Names the process and puts it in its place. */
    void process(String name) {
        head('M', 0, "process_name", 0);
        text.append(",\"args\":{\"name\":");
        quoted(name);
        text.append("}}");
        head('M', 0, "process_sort_index", 0);
        text.append(",\"args\":{\"sort_index\":").append(process).append("}}");
    }

    /** Names a track and puts it in its place. */
    void track(int track, String name) {
        head('M', track, "thread_name", 0);
        text.append(",\"args\":{\"name\":");
        quoted(name);
        text.append("}}");
        head('M', track, "thread_sort_index", 0);
        text.append(",\"args\":{\"sort_index\":").append(track).append("}}");
        ended();
    }

    /** A span. */
    void complete(int track, String name, long beginPs, long endPs, long spans, long busyPs) {
        head('X', track, name, beginPs);
        text.append(",\"dur\":");
        micros(endPs / PS_PER_NS - beginPs / PS_PER_NS);
        if (spans > 1) {
            text.append(",\"args\":{\"spans\":").append(spans).append(",\"busy_us\":");
            micros(busyPs / PS_PER_NS);
            text.append('}');
        }
        text.append('}');
        ended();
    }

    /** A span that may hold others begins. */
    void begin(int track, String name, long atPs) {
        head('B', track, name, atPs);
        text.append('}');
        ended();
    }

    /** The same, with what it is about. */
    void begin(int track, String name, long atPs, String argument, long value, String another, long itsValue) {
        head('B', track, name, atPs);
        text.append(",\"args\":{");
        quoted(argument);
        text.append(':').append(value).append(',');
        quoted(another);
        text.append(':').append(itsValue).append("}}");
        ended();
    }

    /** The one that began last ends. */
    void end(int track, String name, long atPs) {
        head('E', track, name, atPs);
        text.append('}');
        ended();
    }

    /** A counter has a new value. */
    void count(String name, long atPs, long value) {
        head('C', 0, name, atPs);
        text.append(",\"args\":{\"value\":").append(value).append("}}");
        ended();
    }

    /** Hands over all that was written. */
    void flush() {
        try {
            out.append(text);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        text.setLength(0);
    }

    private void head(char phase, int track, String name, long atPs) {
        text.append(",\n{\"ph\":\"").append(phase).append("\",\"pid\":").append(process);
        text.append(",\"tid\":").append(track).append(",\"ts\":");
        micros(atPs / PS_PER_NS);
        text.append(",\"name\":");
        quoted(name);
    }

    private void ended() {
        if (text.length() >= FLUSH_CHARS) {
            flush();
        }
    }

    private void quoted(String name) {
        text.append('"');
        JsonStringEncoder.getInstance().quoteAsString(name, text);
        text.append('"');
    }

    private void micros(long ns) {
        text.append(ns / NS_PER_US);
        long fraction = ns % NS_PER_US;
        if (fraction > 0) {
            int at = text.length();
            text.append(NS_PER_US + fraction).setCharAt(at, '.');
        }
    }
}
