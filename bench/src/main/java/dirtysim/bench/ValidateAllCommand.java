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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--out",
            order = 1,
            paramLabel = "DIR",
            defaultValue = "results/" + SUITE,
            description = "Where validation.csv and validation.html go (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--json", order = 9, description = "Print one JSON object in place of the table.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        validate(out, json, spec);
        return 0;
    }

    /**
     * Runs all of them.
     *
     * @param folder where to, made already
     * @param json whether a JSON object is printed in place of the table
     * @param command who prints
     */
    static void validate(Path folder, boolean json, CommandSpec command) {
        try {
            List<Check> checks = new ArrayList<>(HardwareValidation.run(RecordedRuns.bundled()));
            checks.addAll(TrackingValidation.run(RecordedRuns.bundled()));
            MigrationChecks.Outcome migrations = MigrationChecks.of(RecordedMigrations.bundled());
            checks.addAll(migrations.checks());
            checks.addAll(PublishedTargets.run());
            ValidationOutput.write(folder, "model", checks, migrations.remarks(), json, command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
