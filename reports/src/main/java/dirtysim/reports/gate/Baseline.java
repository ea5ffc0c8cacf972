package dirtysim.reports.gate;

import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One side of a comparison: the files of a results directory that the gate looks at, or a single one of them.
 *
 * @param path the directory or the file
 * @param tables what was read, in the order of {@link GateFile}
 */
public record Baseline(Path path, List<GateTable> tables) {
    /**
     * Reads a results directory, which must hold {@code results.csv}, or a CSV file of one.
     *
     * @throws InputException if it is neither, or cannot be read
     */
    public static Baseline read(Path path) {
        if (!Files.isDirectory(path)) {
            return new Baseline(path, List.of(GateTable.read(path)));
        }
        List<GateTable> tables = new ArrayList<>();
        for (GateFile file : GateFile.values()) {
            Path part = path.resolve(file.fileName());
            if (file == GateFile.RESULTS || Files.exists(part)) {
                GateTable table = GateTable.read(part);
                if (table.file() != file) {
                    throw new InputException(
                            part.toString(),
                            "it holds what belongs into " + table.file().fileName(),
                            "write the results anew");
                }
                tables.add(table);
            }
        }
        return new Baseline(path, List.copyOf(tables));
    }

    /** Whether it is one file and no directory. */
    boolean single() {
        return !Files.isDirectory(path);
    }

    /** The file of a kind, if there is one. */
    Optional<GateTable> table(GateFile file) {
        return tables.stream().filter(table -> table.file() == file).findFirst();
    }

    /**
     * Makes new results the baseline: copies the files that the gate looks at, and removes those that the new results do not
     * have. A baseline that is one file takes that file of the new results.
     *
     * @param fresh the new results
     * @param to the baseline; made if it is not there, as a directory for a directory and a file for a file
     * @throws InputException if that cannot be written
     */
    public static void update(Baseline fresh, Path to) {
        try {
            if (fresh.single() || Files.isRegularFile(to)) {
                replace(fresh, to);
                return;
            }
            Files.createDirectories(to);
            for (GateFile file : GateFile.values()) {
                Path target = to.resolve(file.fileName());
                if (fresh.table(file).isPresent()) {
                    copy(fresh.path().resolve(file.fileName()), target);
                } else {
                    Files.deleteIfExists(target);
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    to.toString(),
                    "the baseline cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")",
                    "check that it may be written",
                    e);
        }
    }

    private static void replace(Baseline fresh, Path to) throws IOException {
        GateFile file = fresh.single()
                ? fresh.tables().get(0).file()
                : GateTable.read(to).file();
        Path from = fresh.single() ? fresh.path() : fresh.path().resolve(file.fileName());
        Path target = Files.isDirectory(to) ? to.resolve(file.fileName()) : to;
        copy(from, target);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (OutputFile out = OutputFile.begin(to)) {
            Files.copy(from, out.stream());
            out.keep();
        }
    }
}
