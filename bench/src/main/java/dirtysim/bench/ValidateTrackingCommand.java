package dirtysim.bench;

import dirtysim.bench.validate.TrackingValidation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code validate tracking}: modelled dirty tracking against published figures. */
@Command(
        name = "tracking",
        header = "Holds modelled dirty tracking against published figures.",
        description = "%nWhat is missed is shown as missed, and does not change the exit code.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim validate tracking",
            "  dirtysim validate tracking --out results/mine",
        })
final class ValidateTrackingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            order = 1,
            paramLabel = "DIR",
            defaultValue = "results/validate-tracking",
            description = "Where validation.csv and validation.html go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        ValidationOutput.write(
                out,
                "modelled tracking",
                TrackingValidation.run(),
                spec.commandLine().getOut());
        return 0;
    }
}
