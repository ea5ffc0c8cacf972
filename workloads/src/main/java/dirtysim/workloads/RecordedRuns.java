package dirtysim.workloads;

import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.workloads.access.WindowFigures;
import dirtysim.workloads.access.WindowFiguresReader;
import dirtysim.workloads.dtrace.DtraceReader;
import dirtysim.workloads.dtrace.Recording;
import dirtysim.workloads.generate.GeneratedName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The entrance to recorded runs: the bundled ones, and those of a folder. */
public final class RecordedRuns {
    private static final String GZIPPED = ".devaccess.csv.gz";
    private static final String FIGURES = ".gt.json";
    private static final List<String> ACCESSES = List.of(GZIPPED, ".devaccess.csv");
    private static final List<String> TRACES = List.of(".trace.gz", ".trace", ".dtrace");

    private RecordedRuns() {}

    /** The runs that come with the program, in a fixed order. */
    public static List<RecordedRun> bundled() {
        try (InputStream index = resource("index.tsv")) {
            return new String(index.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> bundled(line.split("\t", 2)[0]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The runs of a folder, by name: each NAME of which there is a {@code NAME.trace.gz}, {@code NAME.trace} or
     * {@code NAME.dtrace}, and a {@code NAME.devaccess.csv.gz} or {@code NAME.devaccess.csv}; where there are several,
     * the first of these. A {@code NAME.gt.json} beside them holds figures of the run. Nothing else in the folder matters.
     *
     * @throws InputException when there is no such folder, it holds no run, a trace cannot be read or lost events, or figures
     *     cannot be read
     */
    public static List<RecordedRun> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder.toString(), "there is no such folder", "give one that holds recorded runs");
        }
        List<RecordedRun> runs = new ArrayList<>();
        for (String name : names(folder)) {
            Optional<Path> trace = first(folder, name, TRACES);
            Optional<Path> accesses = first(folder, name, ACCESSES);
            if (trace.isPresent() && accesses.isPresent()) {
                Path file = accesses.get();
                runs.add(new RecordedRun(
                        whole(trace.get()),
                        file.toString(),
                        () -> buffered(Files.newInputStream(file)),
                        figures(folder.resolve(name + FIGURES))));
            }
        }
        if (runs.isEmpty()) {
            throw new InputException(
                    folder.toString(),
                    "there is no recorded run in it",
                    "put a NAME.trace.gz there together with its NAME.devaccess.csv.gz");
        }
        return runs;
    }

    /**
     * The run of one trace: the same file with the accesses that stand beside it.
     *
     * @param traceFile a file, as in {@link #in}
     * @return nothing if there are no accesses beside it
     * @throws InputException as {@link #in}
     */
    public static Optional<RecordedRun> of(Path traceFile) {
        Path folder = traceFile.toAbsolutePath().getParent();
        String name = TraceFiles.nameOf(traceFile);
        return first(folder, name, ACCESSES)
                .map(file -> new RecordedRun(
                        whole(traceFile),
                        file.toString(),
                        () -> buffered(Files.newInputStream(file)),
                        figures(folder.resolve(name + FIGURES))));
    }

    /**
     * The accesses that stand beside a trace's file.
     *
     * @param nameOrPath as for {@link Traces#open}; a bundled or generated one has no file
     */
    public static Optional<Path> accessesBeside(String nameOrPath) {
        if (GeneratedName.is(nameOrPath) || BundledTraces.has(nameOrPath)) {
            return Optional.empty();
        }
        Path file = Path.of(nameOrPath);
        return first(file.toAbsolutePath().getParent(), TraceFiles.nameOf(file), ACCESSES);
    }

    /**
     * A trace with the accesses of a file.
     *
     * @throws InputException when there is no such file, or the trace lost events
     */
    public static RecordedRun of(Trace trace, Path accesses) {
        if (!Files.isRegularFile(accesses)) {
            throw new InputException(
                    accesses.toString(), "there is no such file", "give the device accesses of the trace");
        }
        return new RecordedRun(
                whole(trace, trace.name()),
                accesses.toString(),
                () -> buffered(Files.newInputStream(accesses)),
                List.of());
    }

    private static Set<String> names(Path folder) {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .forEach(file -> ACCESSES.stream()
                            .filter(file::endsWith)
                            .forEach(ending -> names.add(file.substring(0, file.length() - ending.length()))));
        } catch (IOException e) {
            throw new InputException(
                    folder.toString(), "the folder cannot be listed", "make it readable for this user", e);
        }
        return names;
    }

    private static Optional<Path> first(Path folder, String name, List<String> endings) {
        return endings.stream()
                .map(ending -> folder.resolve(name + ending))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** A flush that was lost would give every later access a wrong place among those that were not. */
    private static Trace whole(Path file) {
        return whole(Traces.open(file.toString(), true), file.toString());
    }

    private static Trace whole(Trace trace, String where) {
        long lost = trace.records().summary().lostEvents();
        if (lost > 0) {
            throw new InputException(
                    where,
                    "the recorder lost " + lost + " events, so its accesses cannot be ordered",
                    "record again with a larger buffer (buffer_size_kb), or move the accesses away");
        }
        return trace;
    }

    private static List<WindowFigures> figures(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (InputStream in = buffered(Files.newInputStream(file))) {
            InputFile.require(file, InputFile.most());
            return WindowFiguresReader.read(in, file.toString());
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "the file cannot be read (" + e.getClass().getSimpleName() + ")",
                    "make it readable for this user, or move it away",
                    e);
        }
    }

    private static RecordedRun bundled(String name) {
        String file = name + ".dtrace";
        try (InputStream in = resource(file);
                InputStream figures = resource(name + FIGURES)) {
            Recording recording = DtraceReader.read(in, "bundled " + file);
            return new RecordedRun(
                    new Trace(name, recording),
                    "bundled " + name + GZIPPED,
                    () -> resource(name + GZIPPED),
                    WindowFiguresReader.read(figures, "bundled " + name + FIGURES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String file) {
        InputStream in = RecordedRuns.class.getResourceAsStream("runs/" + file);
        if (in == null) {
            throw new IllegalStateException("the program lacks its resource runs/" + file);
        }
        return buffered(in);
    }

    private static InputStream buffered(InputStream in) {
        return new BufferedInputStream(in, 1 << 16);
    }
}
