package dirtysim.workloads.ftrace;

import dirtysim.workloads.text.Key;
import dirtysim.workloads.text.LineCursor;

/** Which tool printed the kernel's events. */
public enum Recorder {
    /** The kernel itself: tracefs' {@code trace} and {@code trace_pipe}. */
    FTRACE("Linux ftrace, text", "the unchanged text of tracefs' trace or trace_pipe"),
    /** {@code trace-cmd report}. */
    TRACE_CMD("trace-cmd report, text", "the unchanged output of trace-cmd report"),
    /** {@code perf script}. */
    PERF("perf script, text", "the unchanged output of perf script");

    private static final Key CPUS = Key.of("cpus=");
    private static final Key VERSION = Key.of("version = ");
    private static final Key TRACER = Key.of("# tracer:");
    private static final Key PERF_HEADER = Key.of("# ========");
    private static final Key GAP = Key.of("CPU:");

    private final String label;
    private final String wanted;

    Recorder(String label, String wanted) {
        this.label = label;
        this.wanted = wanted;
    }

    /** What provenance calls it. */
    public String label() {
        return label;
    }

    /** What is asked for in place of a damaged file. */
    String wanted() {
        return wanted;
    }

    LineHead head(LineCursor cursor) {
        return this == PERF ? new PerfHead(cursor) : new FtraceHead(cursor);
    }

    /** The tool that prints such a line; null if none does, or several do. The cursor may have moved. */
    public static Recorder of(LineCursor cursor) {
        int start = cursor.position();
        if (cursor.skip(TRACER) || cursor.skip(GAP)) {
            return FTRACE;
        }
        if (cursor.skip(PERF_HEADER)) {
            return PERF;
        }
        if (cursor.skip(CPUS) || cursor.skip(VERSION)) {
            return TRACE_CMD;
        }
        if (new FtraceHead(cursor).parse()) {
            return FTRACE;
        }
        cursor.moveTo(start);
        return new PerfHead(cursor).parse() ? PERF : null;
    }
}
