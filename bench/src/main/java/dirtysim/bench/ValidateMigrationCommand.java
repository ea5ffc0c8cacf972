package dirtysim.bench;

import dirtysim.bench.migrations.MigrationChecks;
import dirtysim.bench.migrations.PublishedTargets;
import dirtysim.bench.migrations.RecordedMigration;
import dirtysim.bench.migrations.RecordedMigrations;
import dirtysim.reports.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code validate migration}: simulated migrations against real ones. */
@Command(
        name = "migration",
        header = "Replays real migrations and holds the simulated ones against them.",
        description = "%nEach is replayed from its configuration, the mean bandwidth that it had and the rate of writes"
                + " that its guest counted. What is missed is shown as missed, and does not change the exit code.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim validate migration",
            "  dirtysim validate migration --runs my-migrations --out results/mine",
        })
final class ValidateMigrationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--runs",
            order = 1,
            paramLabel = "DIR",
            description =
                    "Folder of recorded migrations, a JSON file each, in place of the 64 of QEMU 7.2 that come with"
                            + " the program.")
    private Path runs;

    @Option(
            names = "--no-published",
            order = 3,
            description = "Leave out the published migrations (V11, V13, V15 to V17), which take most of the time.")
    private boolean recordedOnly;

    @Option(
            names = "--out",
            order = 2,
            paramLabel = "DIR",
            defaultValue = "results/validate-migration",
            description = "Where validation.csv and validation.html go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", order = 9, description = "Print one JSON object in place of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        List<RecordedMigration> recorded = runs == null ? RecordedMigrations.bundled() : RecordedMigrations.in(runs);
        Files.createDirectories(out);
        MigrationChecks.Outcome outcome = MigrationChecks.of(recorded);
        List<Check> checks = new ArrayList<>(outcome.checks());
        if (!recordedOnly) {
            checks.addAll(PublishedTargets.run());
        }
        ValidationOutput.write(out, "modelled migration", checks, outcome.remarks(), json, spec);
        return 0;
    }
}
