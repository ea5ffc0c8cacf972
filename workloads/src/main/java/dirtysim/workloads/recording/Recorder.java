package dirtysim.workloads.recording;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A program that records kernel events, and what to type to use it. */
public enum Recorder {
    /** The kernel's own files in tracefs. */
    FTRACE,
    /** {@code trace-cmd record} and {@code trace-cmd report}. */
    TRACE_CMD,
    /** {@code perf record} and {@code perf script}. */
    PERF;

    private static final String BEFORE = "before.txt";
    private static final String AFTER = "after.txt";
    private static final String EVENTS = "events.txt";

    /** What it is called on the command line. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The recorder of an id. */
    public static Optional<Recorder> of(String id) {
        return Arrays.stream(values())
                .filter(recorder -> recorder.id().equals(id))
                .findFirst();
    }

    /** How to record, check and export with it; lines end with a line feed. */
    public String commands() {
        return text(id() + ".txt");
    }

    /**
     * The whole page: what the guest needs, the commands of some recorders, and what to do with the outcome.
     *
     * @param recorders in the order of the page
     */
    public static String page(List<Recorder> recorders) {
        StringBuilder page = new StringBuilder(text(BEFORE));
        recorders.forEach(recorder -> page.append('\n').append(recorder.commands()));
        return page.append('\n').append(text(AFTER)).toString();
    }

    /** The events that a recording is made of, as {@code GROUP:EVENT}, by name. */
    public static List<String> events() {
        return text(EVENTS).lines().toList();
    }

    private static String text(String name) {
        try (InputStream in = Recorder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
