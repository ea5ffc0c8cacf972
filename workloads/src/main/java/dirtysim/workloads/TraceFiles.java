package dirtysim.workloads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.host.PlainText;
import dirtysim.workloads.dtrace.DtraceBlocks;
import dirtysim.workloads.dtrace.DtraceIndex;
import dirtysim.workloads.dtrace.DtraceReader;
import dirtysim.workloads.dtrace.DtraceRepair;
import dirtysim.workloads.dtrace.DtraceWriter;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.ftrace.FtraceImporter;
import dirtysim.workloads.record.Imported;
import dirtysim.workloads.record.RecordCounter;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.RecordingSummary;
import dirtysim.workloads.record.TraceRecordsBuilder;
import dirtysim.workloads.stream.StreamedTrace;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The user's trace files: finding them, recognising what they hold, reading it. */
final class TraceFiles {
    private static final int FIRST_BYTES = 16;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int BUFFER_BYTES = 1 << 16;
    private static final List<String> EXTENSIONS = List.of(".gz", ".txt", ".csv", ".log", ".trace", ".dtrace");

    private TraceFiles() {}

    static Path find(String nameOrPath) {
        try {
            Path file = Path.of(nameOrPath);
            if (Files.isDirectory(file)) {
                throw new InputException(nameOrPath, "this is a folder", "give a trace file in it");
            }
            InputFile.requireRegular(file);
            if (Files.exists(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw noSuchTrace(nameOrPath, e);
        }
        throw noSuchTrace(nameOrPath, null);
    }

    private static InputException noSuchTrace(String nameOrPath, Exception cause) {
        String names = BundledTraces.list().stream().map(BundledTrace::name).collect(Collectors.joining(", "));
        return new InputException(
                nameOrPath,
                "there is no such file, and no bundled trace of this name",
                "give the path of a file, or one of " + names,
                cause);
    }

    /** The file's name without its extensions, as text that does nothing where it is shown. */
    static String nameOf(Path file) {
        String name = file.getFileName().toString();
        for (String extension : EXTENSIONS) {
            if (name.endsWith(extension) && name.length() > extension.length()) {
                name = name.substring(0, name.length() - extension.length());
            }
        }
        return PlainText.of(name);
    }

    /** Reads a whole file into memory. */
    static Recording read(Path file, String name, boolean allowLost) {
        String fileName = file.toString();
        TraceRecordsBuilder records = new TraceRecordsBuilder();
        try {
            return opened(fileName, file, (in, first) -> {
                if (DtraceReader.recognises(first)) {
                    Recording recording = DtraceReader.read(in, fileName);
                    requireWhole(recording.records().summary(), recording.provenance(), fileName, allowLost);
                    return recording;
                }
                Imported imported = imported(in, first, fileName, allowLost, records);
                return new Recording(records.build(imported.summary()), Provenance.of(file, name, imported));
            });
        } catch (OutOfMemoryError e) {
            // Only the columns of records grow with a file, and here they are given up.
            throw new InputException(
                    fileName,
                    "its records do not fit into the " + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB that Java has",
                    "replay it from a .dtrace, which 'trace convert' makes of any length, or give Java more with -Xmx",
                    e);
        }
    }

    /**
     * Writes a file of any length as a {@code .dtrace}. It is read twice, since the header holds what is only known at the end.
     *
     * @throws IOException when {@code out} fails
     */
    static void convert(Path file, String name, boolean allowLost, OutputStream out) throws IOException {
        RecordCounter counter = new RecordCounter();
        Shown first = show(file, name, allowLost, counter);
        List<String> devices = first.summary().devices();
        try (DtraceWriter writer = new DtraceWriter(out, first.provenance(), devices, counter.records())) {
            writer.finish(show(file, name, allowLost, writer).summary());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** What is known of a file when its records have been shown. */
    private record Shown(RecordingSummary summary, ObjectNode provenance) {}

    private static Shown show(Path file, String name, boolean allowLost, RecordSink sink) {
        String fileName = file.toString();
        return opened(fileName, file, (in, first) -> {
            if (DtraceReader.recognises(first)) {
                try (DtraceBlocks blocks = DtraceBlocks.open(in, fileName)) {
                    while (blocks.next(sink)) {}
                    requireWhole(blocks.summary(), blocks.provenance(), fileName, allowLost);
                    return new Shown(blocks.summary(), blocks.provenance());
                }
            }
            Imported imported = imported(in, first, fileName, allowLost, sink);
            return new Shown(imported.summary(), Provenance.of(file, name, imported));
        });
    }

    private static Imported imported(InputStream in, byte[] first, String fileName, boolean allowLost, RecordSink sink)
            throws IOException {
        TextKinds.requireText(first, fileName);
        return TextKinds.read(in, firstBytes(in, TextKinds.PREFIX_BYTES), fileName, allowLost, sink);
    }

    private interface Content<T> {
        T read(InputStream in, byte[] first) throws IOException;
    }

    private static <T> T opened(String fileName, Path file, Content<T> content) {
        try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
                InputStream in = plain(raw)) {
            byte[] first = firstBytes(in);
            if (first.length == 0) {
                throw new InputException(
                        fileName, "the file is empty", "record again, and copy tracefs' trace as a file");
            }
            return content.read(in, first);
        } catch (EOFException | ZipException e) {
            throw new InputException(
                    fileName,
                    "the gzip stream is cut or damaged (" + e.getMessage() + ")",
                    "copy the file again from where it is whole",
                    e);
        } catch (NoSuchFileException e) {
            throw noSuchTrace(fileName, e);
        } catch (IOException e) {
            throw unreadable(fileName, e);
        }
    }

    static InputException unreadable(String fileName, IOException e) {
        return new InputException(
                fileName,
                "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                "make it readable for this user",
                e);
    }

    /** A file that is to stay one: a {@code .dtrace} whose index counts more records than memory shall hold; else null. */
    static Trace streamed(Path file, String name, boolean allowLost) {
        try (InputStream in = Files.newInputStream(file)) {
            if (!DtraceReader.recognises(in.readNBytes(FIRST_BYTES))
                    || DtraceIndex.read(file).map(DtraceIndex::records).orElse(0L) <= Traces.MOST_IN_MEMORY) {
                return null;
            }
            StreamedTrace trace = new StreamedTrace(file, name);
            requireWhole(trace.summary(), trace.provenance(), file.toString(), allowLost);
            return new Trace(trace, () -> read(file, name, allowLost));
        } catch (IOException e) {
            return null;
        }
    }

    /** What a stream that can be marked holds, unpacked if it is gzipped, without the mark that editors put before UTF-8. */
    static InputStream plain(InputStream raw) throws IOException {
        byte[] first = firstBytes(raw);
        boolean gzip = first.length > 1 && (first[0] & 0xff) == 0x1f && (first[1] & 0xff) == 0x8b;
        InputStream in = gzip ? new BufferedInputStream(new GZIPInputStream(raw, BUFFER_BYTES), BUFFER_BYTES) : raw;
        if (Arrays.equals(firstBytes(in, BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
            in.skipNBytes(BYTE_ORDER_MARK.length);
        }
        return in;
    }

    private static byte[] firstBytes(InputStream in) throws IOException {
        return firstBytes(in, FIRST_BYTES);
    }

    private static byte[] firstBytes(InputStream in, int most) throws IOException {
        in.mark(most);
        byte[] first = in.readNBytes(most);
        in.reset();
        return first;
    }

    private static void requireWhole(
            RecordingSummary summary, ObjectNode provenance, String fileName, boolean allowLost) {
        if (summary.lostEvents() > 0 && !allowLost) {
            if (provenance.has(DtraceRepair.KEY)) {
                throw new InputException(
                        fileName,
                        "it was repaired: "
                                + provenance
                                        .path(DtraceRepair.KEY)
                                        .path("summary")
                                        .asText(),
                        "convert the recording again, or read what is left of it with --allow-lost");
            }
            throw FtraceImporter.lostEvents(fileName, summary.lostEvents(), summary.lostGaps());
        }
    }
}
