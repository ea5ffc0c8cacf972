package dirtysim.workloads;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dirtysim.host.InputException;
import dirtysim.workloads.dtrace.DtraceWriter;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.generate.GeneratedName;
import dirtysim.workloads.shape.NamedRecording;
import dirtysim.workloads.shape.Shape;
import dirtysim.workloads.shape.Shaper;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The entrance to traces: the bundled ones, the user's own files, and generated workloads in their place. */
public final class Traces {
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
        return new Trace(name, TraceFiles.read(file, name, allowLost));
    }

    /**
     * Writes a recording as a {@code .dtrace}: to a temporary file beside {@code out} first, so that a cut run leaves no
     * half a file under that name.
     *
     * @param nameOrPath as for {@link #open}
     * @param out the file to write, which must not exist
     * @param allowLost as for {@link #open}
     * @throws InputException when the recording cannot be read, or {@code out} exists or cannot be written
     */
    public static void convert(String nameOrPath, Path out, boolean allowLost) {
        requireNew(out);
        Trace trace = open(nameOrPath, allowLost);
        write(new Recording(trace.records(), trace.provenance()), out);
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
        requireNew(out);
        GeneratedName generated = GeneratedName.parse(name, name);
        ObjectNode provenance = new ObjectMapper().createObjectNode();
        provenance.put("name", generated.canonical());
        provenance.put("workload", "generated, not recorded");
        write(new Recording(generated.records(), provenance), out);
    }

    private static void requireNew(Path out) {
        if (Files.exists(out)) {
            throw new InputException(out.toString(), "the file exists", "give another name, or remove it first");
        }
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
     * Writes a recording as {@link #convert} does.
     *
     * @param trace what to write
     * @param out the file to write, which must not exist
     * @throws InputException if {@code out} exists or cannot be written, or the trace is generated
     */
    public static void write(Trace trace, Path out) {
        requireNew(out);
        write(new Recording(trace.records(), trace.provenance()), out);
    }

    private static void write(Recording recording, Path out) {
        Path partial = null;
        try {
            // Not Files.createTempFile, whose files nobody but their owner may read.
            Path next = out.toAbsolutePath().resolveSibling(out.getFileName() + ".part");
            OutputStream file = Files.newOutputStream(next);
            partial = next;
            try (OutputStream stream = new BufferedOutputStream(file)) {
                DtraceWriter.write(recording, stream);
            }
            // Not a replacing move: someone may have made the file meanwhile.
            Files.move(partial, out);
        } catch (IOException e) {
            discard(partial);
            throw new InputException(
                    out.toString(),
                    "the file cannot be written (" + e.getClass().getSimpleName() + ")",
                    "give a name in an existing folder that may be written to and has room",
                    e);
        }
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
