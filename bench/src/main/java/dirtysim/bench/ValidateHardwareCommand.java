package dirtysim.bench;

import dirtysim.bench.validate.HardwareValidation;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.RecordedRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Option(
            names = "--runs",
            order = 1,
            paramLabel = "DIR",
            description =
                    "Folder of recorded runs, each NAME.trace.gz with NAME.devaccess.csv.gz, in place of those that"
                            + " come with the program.")
    private Path runs;

    @Mixin
    private final ValidationOptions options = new ValidationOptions("results/validate-hardware");

    @Override
    public Integer call() throws IOException {
        List<RecordedRun> recorded = runs == null ? RecordedRuns.bundled() : RecordedRuns.in(runs);
        ValidationOutput output = options.output();
        output.write("modelled hardware", HardwareValidation.run(recorded));
        return 0;
    }
}
