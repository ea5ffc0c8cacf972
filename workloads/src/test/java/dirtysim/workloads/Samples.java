package dirtysim.workloads;

import dirtysim.workloads.record.Imported;
import dirtysim.workloads.record.TraceRecords;
import dirtysim.workloads.record.TraceRecordsBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The begin of one run, NVMe with scatter lists, as each recorder and variant printed it. */
final class Samples {
    static final List<String> VARIANTS = List.of(
            "ftrace", "trace-cmd", "trace-cmd-t", "trace-cmd-R", "trace-cmd33", "perf", "perf-ns", "perf-F", "perf612");

    private Samples() {}

    static byte[] text(String variant) throws IOException {
        try (InputStream packed = Samples.class.getResourceAsStream("samples/frag." + variant + ".txt.gz");
                InputStream in = new GZIPInputStream(packed)) {
            return in.readAllBytes();
        }
    }

    /** What was imported, in memory. */
    record Read(Imported imported, TraceRecords records) {
        List<String> notes() {
            return imported.notes();
        }

        String recorder() {
            return imported.recorder();
        }
    }

    static Read read(byte[] text, boolean allowLost) throws IOException {
        byte[] prefix = Arrays.copyOf(text, Math.min(text.length, TextKinds.PREFIX_BYTES));
        TextKinds.requireText(prefix, "sample");
        TraceRecordsBuilder records = new TraceRecordsBuilder();
        Imported imported = TextKinds.read(new ByteArrayInputStream(text), prefix, "sample", allowLost, records);
        return new Read(imported, records.build(imported.summary()));
    }
}
