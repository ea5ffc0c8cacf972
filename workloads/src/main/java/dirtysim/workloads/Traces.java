package dirtysim.workloads;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.host.InputException;
import dirtysim.workloads.dtrace.Damage;
import dirtysim.workloads.dtrace.DtraceRepair;
import dirtysim.workloads.dtrace.DtraceWriter;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.generate.GeneratedName;
import dirtysim.workloads.shape.NamedRecording;
import dirtysim.workloads.shape.Shape;
import dirtysim.workloads.shape.Shaper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The entrance to traces: the bundled ones, the user's own files, and generated workloads in their place. */
public final class Traces {
    /** Records of a {@code .dtrace} with an index above which a replay reads it from the file. */
    public static final long MOST_IN_MEMORY = 4_000_000;

    private Traces() {}

    /** The traces that come with the program, in a fixed order. */
    public static List<BundledTrace> bundled() {
        return BundledTraces.list();
    }

    /**
     * Opens a recording, or makes a workload.
     *
     * @param nameOrPath {@code generated:KIND,KEY=VALUE,...}, or the name of a bundled trace, or else the path of a file: ftrace text, plain or gzipped, or a
     *     {@code .dtrace}; recognised by what is in it, not by its name
     * @param allowLost whether a recording that lost events is read all the same
     * @throws InputException when there is no such trace, or it cannot be read; the message gives the place
     */
    public static Trace open(String nameOrPath, boolean allowLost) {
        if (GeneratedName.is(nameOrPath)) {
            return new Trace(GeneratedName.parse(nameOrPath, nameOrPath));
        }
        if (BundledTraces.has(nameOrPath)) {
            return new Trace(nameOrPath, BundledTraces.read(nameOrPath));
        }
        Path file = TraceFiles.find(nameOrPath);
        String name = TraceFiles.nameOf(file);
        Trace streamed = TraceFiles.streamed(file, name, allowLost);
        return streamed != null ? streamed : new Trace(name, TraceFiles.read(file, name, allowLost));
    }

    /**
     * Writes a recording as a {@code .dtrace}, or as the text of ftrace if the name of {@code out} ends in {@code .trace} or
     * {@code .txt}, with or without {@code .gz}. Nothing is lost on the way but the provenance, which text does not hold; a
     * recording that text cannot hold is refused. A name in {@code .csv} gives {@link dirtysim.workloads.export.CsvText}, which
     * holds less. It is written to a temporary file beside {@code out} first, so that a cut run leaves no
     * half a file under that name. A file becomes a {@code .dtrace} without being held in memory, whatever its length.
     *
     * @param nameOrPath as for {@link #open}
     * @param out the file to write, which must not exist
     * @param allowLost as for {@link #open}
     * @throws InputException when the recording cannot be read, or {@code out} exists or cannot be written
     */
    public static void convert(String nameOrPath, Path out, boolean allowLost) {
        requireFree(out);
        if (GeneratedName.is(nameOrPath) || BundledTraces.has(nameOrPath) || TextForm.isText(out)) {
            write(open(nameOrPath, allowLost), out);
        } else {
            Path file = TraceFiles.find(nameOrPath);
            write(out, stream -> TraceFiles.convert(file, TraceFiles.nameOf(file), allowLost, stream), part -> {});
        }
    }

    /**
     * Writes a recording as {@link #convert} does.
     *
     * @param trace what to write
     * @param out the file to write, which must not exist
     * @throws InputException if {@code out} exists or cannot be written, or the trace is generated
     */
    public static void write(Trace trace, Path out) {
        requireFree(out);
        if (TextForm.isCsv(out)) {
            write(out, stream -> TextForm.write(trace, out, stream), part -> {});
        } else if (TextForm.isFtrace(out)) {
            write(out, stream -> TextForm.write(trace, out, stream), part -> TextForm.check(trace, part));
        } else {
            write(new Recording(trace.records(), trace.provenance()), out);
        }
    }

    /**
     * Writes a generated workload as a {@code .dtrace}, in the same way. The same name gives the same content.
     *
     * @param name {@code generated:KIND,KEY=VALUE,...}
     * @param out the file to write, which must not exist
     * @throws InputException when the name is none, a trace cannot hold what it stands for, or {@code out} exists or cannot be
     *     written
     */
    public static void generate(String name, Path out) {
        requireFree(out);
        GeneratedName generated = GeneratedName.parse(name, name);
        ObjectNode provenance = new ObjectMapper().createObjectNode();
        provenance.put("name", generated.canonical());
        provenance.put("workload", "generated, not recorded");
        write(new Recording(generated.records(), provenance), out);
    }

    /**
     * Makes one recording of others: faster, longer, with more devices or more memory.
     *
     * @param traces what to merge, at least one; none of them generated
     * @throws InputException if they cannot be shaped so, see {@link Shaper}
     */
    public static Trace shape(List<Trace> traces, Shape shape) {
        NamedRecording shaped = Shaper.shape(
                traces.stream()
                        .map(trace -> new NamedRecording(trace.name(), trace.records(), trace.provenance()))
                        .toList(),
                shape);
        return new Trace(shaped.name(), new Recording(shaped.records(), shaped.provenance()));
    }

    /**
     * Writes the good blocks of a damaged {@code .dtrace} as a whole one, as {@link #convert} writes. Records that are
     * missing count as lost events from then on, so that nobody replays it unawares.
     *
     * @param file the damaged file, not gzipped
     * @param out the file to write, which must not exist
     * @return what was wrong
     * @throws InputException when {@code file} cannot be read, is no {@code .dtrace} or has no good block of records, or
     *     {@code out} exists or cannot be written
     */
    public static Damage repair(Path file, Path out) {
        requireFree(out);
        try (DtraceRepair repair = new DtraceRepair(TraceFiles.find(file.toString()))) {
            write(out, repair::write, part -> {});
            return repair.damage();
        } catch (IOException e) {
            throw TraceFiles.unreadable(file.toString(), e);
        }
    }

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    private static void requireFree(Path out) {
        if (Files.exists(out)) {
            throw new InputException(out.toString(), "the file exists", "give another name, or remove it first");
        }
    }

    private static void write(Recording recording, Path out) {
        write(out, stream -> DtraceWriter.write(recording, stream), part -> {});
    }

    private static void write(Path out, Content content, Consumer<Path> check) {
        Path partial = null;
        try {
            // Not Files.createTempFile, whose files nobody but their owner may read.
            Path next = out.toAbsolutePath().resolveSibling(out.getFileName() + ".part");
            OutputStream file = Files.newOutputStream(next);
            partial = next;
            try (OutputStream stream = new BufferedOutputStream(file)) {
                content.write(stream);
            }
            check.accept(partial);
            // Not a replacing move: someone may have made the file meanwhile.
            Files.move(partial, out);
        } catch (InputException e) {
            discard(partial);
            throw e;
        } catch (IOException e) {
            discard(partial);
            throw new InputException(
                    out.toString(),
                    "the file cannot be written (" + reason(e) + ")",
                    "give a name in an existing folder that may be written to and has room",
                    e);
        }
    }

    /** A full disk has no exception of its own, but says so. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException || e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage();
    }

    private static void discard(Path partial) {
        if (partial != null) {
            try {
                Files.deleteIfExists(partial);
            } catch (IOException e) {
                // The folder has gone or is full; what is left over there is the smaller evil.
                return;
            }
        }
    }
}
