package dirtysim.workloads;

import dirtysim.host.InputException;
import dirtysim.workloads.csv.CsvImporter;
import dirtysim.workloads.ftrace.FtraceImporter;
import dirtysim.workloads.ftrace.Recorder;
import dirtysim.workloads.qemu.QemuLogImporter;
import dirtysim.workloads.record.Imported;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.text.LineCursor;
import dirtysim.workloads.text.LineSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Recognises what wrote a text by its first line that only one of them writes, and reads it. */
final class TextKinds {
    /** A header of perf grows with the machine; behind this many bytes something must have been recognised. */
    static final int PREFIX_BYTES = 1 << 18;

    private static final int MOST_LINES = 4096;
    private static final byte[] PERF_DATA = "PERFILE2".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] PERF_DATA_SWAPPED = "2ELIFREP".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRACE_DAT = {0x17, 0x08, 0x44, 't', 'r', 'a', 'c', 'i', 'n', 'g'};

    private TextKinds() {}

    /** Refuses binary files, with what makes a readable one of them. */
    static void requireText(byte[] first, String fileName) {
        if (begins(first, TRACE_DAT)) {
            throw new InputException(
                    fileName,
                    "this is the binary trace.dat of trace-cmd",
                    "make text of it with 'trace-cmd report -t FILE', and give that");
        }
        if (begins(first, PERF_DATA) || begins(first, PERF_DATA_SWAPPED)) {
            throw new InputException(
                    fileName,
                    "this is the binary perf.data of perf",
                    "make text of it with 'perf script --ns --show-lost-events -i FILE', and give that");
        }
        if (isUtf16(first)) {
            throw new InputException(
                    fileName,
                    "this is text in UTF-16, as PowerShell writes what it redirects",
                    "save it as UTF-8, or redirect in another shell");
        }
        for (byte b : first) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t') {
                throw new InputException(
                        fileName,
                        "this is neither text nor a .dtrace",
                        "give the text of tracefs' trace or trace_pipe, of trace-cmd report or of perf script, plain or"
                                + " gzipped, or what 'trace convert' wrote");
            }
        }
    }

    /** Its byte-order mark, or every other one of the first bytes zero. */
    private static boolean isUtf16(byte[] first) {
        if (first.length < 4) {
            return false;
        }
        boolean marked = (first[0] & first[1] & 0xff) == 0xfe && first[0] != first[1];
        return marked
                || first[0] == 0 && first[2] == 0 && first[1] > 0
                || first[1] == 0 && first[3] == 0 && first[0] > 0;
    }

    private static boolean begins(byte[] first, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= first.length || first[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Shows a sink the records of a text, to its end; {@code prefix} is a copy of how it begins. */
    static Imported read(InputStream in, byte[] prefix, String fileName, boolean allowLost, RecordSink sink)
            throws IOException {
        LineSource lines = new LineSource(new ByteArrayInputStream(prefix), prefix.length + 1);
        LineCursor cursor = new LineCursor();
        for (int line = 0; line < MOST_LINES && lines.advance(); line++) {
            cursor.reset(lines);
            Recorder recorder = Recorder.of(cursor);
            if (recorder != null) {
                return FtraceImporter.read(in, fileName, recorder, allowLost, sink);
            }
            cursor.reset(lines);
            if (CsvImporter.recognises(cursor)) {
                return CsvImporter.read(in, fileName, sink);
            }
            cursor.reset(lines);
            if (QemuLogImporter.recognises(cursor)) {
                return QemuLogImporter.read(in, fileName, sink);
            }
            cursor.reset(lines);
            if (isPerfTrace(cursor)) {
                throw new InputException(
                        fileName + ", line " + lines.number(),
                        "this is the output of perf trace, which does not show all that a replay needs",
                        "record with 'perf record -a -e iommu:*,dma:*,intel_iommu:*' and print with 'perf script --ns"
                                + " --show-lost-events'");
            }
        }
        return FtraceImporter.read(in, fileName, Recorder.FTRACE, allowLost, sink);
    }

    /** {@code MILLIS.MICROS COMM/TID GROUP:EVENT(field: value, …)}. */
    private static boolean isPerfTrace(LineCursor cursor) {
        cursor.skipSpaces();
        if (cursor.decimal() < 0 || !cursor.skip('.') || cursor.decimal() < 0 || cursor.skipSpaces() == 0) {
            return false;
        }
        int open = cursor.indexOf('(', cursor.position());
        int at = open;
        while (at > cursor.position() && cursor.at(at - 1) > ' ') {
            at--;
        }
        return open < cursor.end() && cursor.indexOf(':', at) < open && cursor.at(cursor.end() - 1) == ')';
    }
}
