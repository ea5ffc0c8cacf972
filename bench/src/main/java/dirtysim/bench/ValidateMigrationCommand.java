package dirtysim.bench;

import dirtysim.bench.migrations.MigrationChecks;
import dirtysim.bench.migrations.PublishedTargets;
import dirtysim.bench.migrations.RecordedMigration;
import dirtysim.bench.migrations.RecordedMigrations;
import dirtysim.reports.Check;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

    @Mixin
    private final ValidationOptions options = new ValidationOptions("results/validate-migration");

    @Override
    public Integer call() throws IOException {
        List<RecordedMigration> recorded = runs == null ? RecordedMigrations.bundled() : RecordedMigrations.in(runs);
        ValidationOutput output = options.output();
        MigrationChecks.Outcome outcome = MigrationChecks.of(recorded);
        List<Check> checks = new ArrayList<>(outcome.checks());
        if (!recordedOnly) {
            checks.addAll(PublishedTargets.run());
        }
        output.write("modelled migration", checks, outcome.remarks());
        return 0;
    }
}
