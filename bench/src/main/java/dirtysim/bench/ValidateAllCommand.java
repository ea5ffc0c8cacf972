package dirtysim.bench;

import dirtysim.bench.migrations.MigrationChecks;
import dirtysim.bench.migrations.PublishedTargets;
import dirtysim.bench.migrations.RecordedMigrations;
import dirtysim.bench.validate.HardwareValidation;
import dirtysim.bench.validate.TrackingValidation;
import dirtysim.reports.Check;
import dirtysim.workloads.RecordedRuns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code validate all}: the three validations on what comes with the program, in one table and on one page. */
@Command(
        name = "all",
        header = "Hardware, tracking and migration together, on what comes with the program.",
        description =
                "%nThe suite 'validation' is this. What is missed is shown as missed, and does not change the exit"
                        + " code. Takes a few minutes.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim validate all",
            "  dirtysim run --suite validation --out results/mine",
        })
final class ValidateAllCommand implements Callable<Integer> {
    /** By what name {@code run --suite} knows it. */
    static final String SUITE = "validation";

    /** What a reader is told of it. */
    static final String QUESTION = "How far can the model be trusted? Hardware, tracking and migration against what was"
            + " published and measured; also 'validate all'.";

    @Mixin
    private final ValidationOptions options = new ValidationOptions("results/" + SUITE);

    @Override
    public Integer call() throws IOException {
        validate(options.output());
        return 0;
    }

    /**
     * Runs all of them.
     *
     * @param output where to
     */
    static void validate(ValidationOutput output) {
        try {
            List<Check> checks = new ArrayList<>(HardwareValidation.run(RecordedRuns.bundled()));
            checks.addAll(TrackingValidation.run(RecordedRuns.bundled()));
            MigrationChecks.Outcome migrations = MigrationChecks.of(RecordedMigrations.bundled());
            checks.addAll(migrations.checks());
            checks.addAll(PublishedTargets.run());
            output.write("model", checks, migrations.remarks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
