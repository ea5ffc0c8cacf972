package dirtysim.bench;

import dirtysim.files.OutputFile;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the outcome of a {@code validate} command goes, and in which form. */
final class ValidationOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--out",
            order = 2,
            paramLabel = "DIR",
            description = "Where validation.csv and validation.html go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", order = 9, description = "Print one JSON object in place of the table.")
    private boolean json;

    /**
     * The options of one command.
     *
     * @param out the folder unless another is given
     */
    ValidationOptions(String out) {
        this.out = Path.of(out);
    }

    /** The output they ask for, its folder made: minutes of validation must not end at one that cannot be. */
    ValidationOutput output() throws IOException {
        OutputFile.requireRoom(out, ValidationOutput.FILES);
        return new ValidationOutput(out, json, spec);
    }
}
