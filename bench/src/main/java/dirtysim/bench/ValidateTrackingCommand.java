package dirtysim.bench;

import dirtysim.bench.validate.TrackingValidation;
import dirtysim.workloads.RecordedRun;
import dirtysim.workloads.RecordedRuns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code validate tracking}: modelled dirty tracking against published figures and recorded runs. */
@Command(
        name = "tracking",
        header = "Holds modelled dirty tracking against published figures and recorded runs.",
        description = "%nWhat is missed is shown as missed, and does not change the exit code.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim validate tracking",
            "  dirtysim validate tracking --runs my-runs --out results/mine",
        })
final class ValidateTrackingCommand implements Callable<Integer> {
    @Option(
            names = "--runs",
            order = 1,
            paramLabel = "DIR",
            description =
                    "Folder of recorded runs, each NAME.trace.gz with NAME.devaccess.csv.gz and NAME.gt.json, in place of"
                            + " those that come with the program.")
    private Path runs;

    @Mixin
    private final ValidationOptions options = new ValidationOptions("results/validate-tracking");

    @Override
    public Integer call() throws IOException {
        List<RecordedRun> recorded = runs == null ? RecordedRuns.bundled() : RecordedRuns.in(runs);
        ValidationOutput output = options.output();
        output.write("modelled tracking", TrackingValidation.run(recorded));
        return 0;
    }
}
