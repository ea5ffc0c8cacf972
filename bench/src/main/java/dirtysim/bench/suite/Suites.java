package dirtysim.bench.suite;

import dirtysim.files.InputFile;
import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The bundled suites, and suites in files of the user's own. */
public final class Suites {
    private static final List<String> BUNDLED = List.of(
            "schemes",
            "convergence",
            "scale",
            "leaf-size",
            "strict-vs-lazy",
            "many-devices",
            "hand-over",
            "sensitivity",
            "replicated",
            "regression",
            "quick",
            "smoke");

    private Suites() {}

    /** Names of the bundled suites. */
    public static List<String> bundled() {
        return BUNDLED;
    }

    /**
     * A suite by name or path.
     *
     * @param nameOrFile a bundled suite, else a YAML file
     * @param catalogue what {@code all} stands for
     * @throws InputException if there is no such suite, or its file is not as it should be
     */
    public static Suite open(String nameOrFile, Catalogue catalogue) {
        if (BUNDLED.contains(nameOrFile)) {
            return new SuiteReader(catalogue, Path.of("")).read(resource("suites", nameOrFile), nameOrFile + ".yaml");
        }
        Path file = path(nameOrFile);
        Path folder = file.getParent();
        try {
            return new SuiteReader(catalogue, folder == null ? Path.of("") : folder)
                    .read(InputFile.text(file), nameOrFile);
        } catch (MalformedInputException e) {
            throw new InputException(nameOrFile, "is no UTF-8 text", "name a suite file in YAML", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String nameOrFile) {
        try {
            Path file = Path.of(nameOrFile);
            if (Files.isRegularFile(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new InputException("--suite", "'" + nameOrFile + "' is no path", "name a suite or a file", e);
        }
        throw new InputException(
                "--suite",
                "no bundled suite and no file is called '" + nameOrFile + "'",
                Nearest.mend(nameOrFile, BUNDLED) + ", or a YAML file");
    }

    /** The text of a bundled file. */
    static String resource(String folder, String name) {
        try (InputStream in = Suites.class.getResourceAsStream("/dirtysim/bench/" + folder + "/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
