package dirtysim.workloads;

import dirtysim.host.InputException;
import dirtysim.workloads.export.CsvText;
import dirtysim.workloads.export.FtraceText;
import dirtysim.workloads.export.RecordDigest;
import dirtysim.workloads.record.TraceRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Which form a file is written in, as its name says, and that what is written as text is what is read again. */
final class TextForm {
    private TextForm() {}

    /** Whether a file of this name is to hold the text of ftrace. */
    static boolean isFtrace(Path out) {
        return plainName(out).endsWith(".trace") || plainName(out).endsWith(".txt");
    }

    /** Whether a file of this name is to hold CSV. */
    static boolean isCsv(Path out) {
        return plainName(out).endsWith(".csv");
    }

    /** Whether a file of this name is to hold text, of either kind. */
    static boolean isText(Path out) {
        return isFtrace(out) || isCsv(out);
    }

    private static String plainName(Path out) {
        String name = out.getFileName().toString();
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    static void write(Trace trace, Path out, OutputStream stream) throws IOException {
        boolean packed = out.getFileName().toString().endsWith(".gz");
        OutputStream bytes = packed ? new GZIPOutputStream(stream, 1 << 16) : stream;
        Writer text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
        if (isCsv(out)) {
            CsvText.write(trace.records(), text);
        } else {
            FtraceText.write(trace.records(), text);
        }
        text.flush();
        if (bytes instanceof GZIPOutputStream gzip) {
            gzip.finish();
        }
    }

    /** Refuses a text that does not hold all that the trace does. */
    static void check(Trace trace, Path written) {
        TraceRecords records = trace.records();
        TraceRecords again;
        try {
            again = TraceFiles.read(written, trace.name(), true).records();
        } catch (InputException e) {
            // The message would name the text, which is gone, and its line.
            throw lossy(trace, "it counts events of which it has no record, such as those that perf wrote twice", e);
        }
        if (!records.summary().equals(again.summary())) {
            throw lossy(trace, "devices or counts of events would change", null);
        }
        if (RecordDigest.of(records) != RecordDigest.of(again)) {
            throw lossy(trace, "records would change", null);
        }
    }

    private static InputException lossy(Trace trace, String why, Exception cause) {
        return new InputException(
                trace.name(),
                "the text of ftrace cannot hold this recording (" + why + ")",
                "convert it into a .dtrace, which holds all of it",
                cause);
    }
}
