package dirtysim.bench;

import dirtysim.bench.validate.HardwareValidation;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.RecordedRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code validate hardware}: the modelled IOMMU against published figures and recorded runs. */
@Command(
        name = "hardware",
        header = "Holds the modelled IOMMU against published figures and recorded runs.",
        description = "%nWhat is missed is shown as missed, and does not change the exit code.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim validate hardware",
            "  dirtysim validate hardware --runs my-runs --out results/mine",
        })
final class ValidateHardwareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            order = 1,
            paramLabel = "DIR",
            description =
                    "Folder of recorded runs, each NAME.trace.gz with NAME.devaccess.csv.gz, in place of those that"
                            + " come with the program.")
    private Path runs;

    @Option(
            names = "--out",
            order = 2,
            paramLabel = "DIR",
            defaultValue = "results/validate-hardware",
            description = "Where validation.csv and validation.html go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", order = 9, description = "Print one JSON object in place of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<RecordedRun> recorded = runs == null ? RecordedRuns.bundled() : RecordedRuns.in(runs);
        Files.createDirectories(out);
        ValidationOutput.write(out, "modelled hardware", HardwareValidation.run(recorded), json, spec);
        return 0;
    }
}
