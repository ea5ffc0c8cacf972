package dirtysim.workloads.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lines of ftrace with their counts: no event name appears before those that appeared before it in the recording, and events
 * that leave no record are made up where a mark or the end of the file needs them to be.
 */
final class EventText {
    private static final int COMM = 16;
    private static final long US_PER_S = 1_000_000;

    /** Takes nothing; the counts are all that is wanted. */
    private final Writer out;

    /** How many of each name the recording had, in the order of their first appearance. */
    private final Map<String, Long> wanted;
    /** How many of those are no line of a record. */
    private final Map<String, Long> spare = new LinkedHashMap<>();

    private final Map<String, Long> written = new LinkedHashMap<>();
    private final StringBuilder line = new StringBuilder();
    private long lines;
    private long lastUs;

    /**
     * @param out where lines go; null if they are only to be counted
     * @param planned lines of each name that records make
     */
    EventText(Writer out, Map<String, Long> wanted, Map<String, Long> planned) {
        this.out = out;
        this.wanted = wanted;
        wanted.forEach((name, count) -> spare.put(name, count - planned.getOrDefault(name, 0L)));
    }

    /** Lines of each name so far. */
    Map<String, Long> written() {
        return written;
    }

    /** Lines so far. */
    long lines() {
        return lines;
    }

    /** Time of the last line. */
    long lastUs() {
        return lastUs;
    }

    void event(long pid, int cpu, long atUs, String name, CharSequence details) {
        if (out != null && !written.containsKey(name)) {
            for (String before : wanted.keySet()) {
                if (before.equals(name)) {
                    break;
                }
                if (!written.containsKey(before)) {
                    fill(before);
                }
            }
        }
        print(pid, cpu, atUs, name, details);
    }

    /** Makes up events until there are so many. */
    void fillUpTo(long events) {
        for (String name : wanted.keySet()) {
            while (lines < events && fill(name)) {}
        }
    }

    /** Makes up all events that are wanted still. */
    void fillUp() {
        fillUpTo(Long.MAX_VALUE);
    }

    private boolean fill(String name) {
        long left = spare.getOrDefault(name, 0L);
        if (left <= 0 || out == null) {
            return false;
        }
        spare.put(name, left - 1);
        String nothing = name.startsWith("dma_")
                ? "none dir=NONE dma_addr=0 size=0 dma_addrs={} sizes={} phys_addrs={} attrs="
                : "not kept";
        print(0, 0, lastUs, name, nothing);
        return true;
    }

    private void print(long pid, int cpu, long atUs, String name, CharSequence details) {
        lines++;
        written.merge(name, 1L, Long::sum);
        lastUs = atUs;
        if (out == null) {
            return;
        }
        line.setLength(0);
        String comm = pid == 0 ? "<idle>" : "dtrace";
        pad(COMM - comm.length(), ' ').append(comm).append('-').append(pid).append(' ');
        line.append('[');
        number(cpu, 3, '0').append("] ..... ");
        number(atUs / US_PER_S, 5, ' ').append('.');
        number(atUs % US_PER_S, 6, '0').append(": ").append(name).append(": ").append(details);
        line.append('\n');
        try {
            out.append(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private StringBuilder number(long value, int width, char with) {
        String digits = Long.toString(value);
        return pad(width - digits.length(), with).append(digits);
    }

    private StringBuilder pad(int count, char with) {
        for (int i = 0; i < count; i++) {
            line.append(with);
        }
        return line;
    }
}
