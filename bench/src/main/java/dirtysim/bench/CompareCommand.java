package dirtysim.bench;

import dirtysim.bench.suite.ToleranceFile;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import dirtysim.reports.gate.Baseline;
import dirtysim.reports.gate.Gate;
import dirtysim.reports.gate.GateJson;
import dirtysim.reports.gate.GateJunit;
import dirtysim.reports.gate.GateMarkdown;
import dirtysim.reports.gate.GateResult;
import dirtysim.reports.gate.GateText;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code compare}: holds new results against a baseline. */
@Command(
        name = "compare",
        header = "Holds new results against a baseline; exit 1 where a figure differs, for the better too.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim compare bench/baselines/regression results/regression",
            "  dirtysim compare old new --json",
            "  dirtysim compare old/results.csv new/results.csv --tolerance allowed.yaml --junit gate.xml",
        })
final class CompareCommand implements Callable<Integer> {
    /** What {@code --json} is where no file is named: no name of a file, on Windows either. */
    private static final String STDOUT = "-";

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "BASE",
            description = "The baseline: a results directory, or a CSV file of one.")
    private Path base;

    @Parameters(index = "1", paramLabel = "NEW", description = "The new results, likewise.")
    private Path fresh;

    @Option(
            names = "--tolerance",
            order = 1,
            paramLabel = "FILE.yaml",
            description = "Which cells may differ, how far, and why. Without it none may.")
    private Path tolerance;

    @Option(names = "--markdown", order = 2, paramLabel = "FILE.md", description = "Write it for a pull request too.")
    private Path markdown;

    @Option(names = "--junit", order = 3, paramLabel = "FILE.xml", description = "Write JUnit XML too.")
    private Path junit;

    @Option(
            names = "--json",
            order = 4,
            arity = "0..1",
            paramLabel = "FILE.json",
            fallbackValue = STDOUT,
            description = "Write every differing cell as JSON too; without a file, print it in place of the text.")
    private Path json;

    @Option(names = "--update", order = 5, description = "Make the new results the baseline; exit 0.")
    private boolean update;

    @Override
    public Integer call() {
        boolean printed = json != null && json.toString().equals(STDOUT);
        PrintWriter print = printed
                ? new PrintWriter(Writer.nullWriter())
                : spec.commandLine().getOut();
        Baseline after = Baseline.read(fresh);
        if (update && !Files.exists(base)) {
            Baseline.update(after, base);
            print.println("baseline: " + base + " made");
            return 0;
        }
        GateResult result =
                Gate.compare(Baseline.read(base), after, tolerance == null ? List.of() : ToleranceFile.read(tolerance));
        write(markdown, GateMarkdown.render(result));
        write(junit, GateJunit.render(result));
        if (printed) {
            spec.commandLine().getOut().print(GateJson.render(result));
        } else {
            write(json, GateJson.render(result));
        }
        print.print(GateText.render(result));
        if (update) {
            Baseline.update(after, base);
            print.println("baseline: " + base + " updated");
            return 0;
        }
        if (!result.passed()) {
            print.println("If this is meant, make it the baseline:");
            print.println("  java -jar bench/target/dirtysim.jar compare " + base + " " + fresh + " --update");
        }
        return result.passed() ? 0 : 1;
    }

    private static void write(Path file, String text) {
        if (file == null) {
            return;
        }
        try {
            OutputFile.write(file, text);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "it cannot be written (" + e.getClass().getSimpleName() + ": " + e.getMessage() + ")",
                    "give a file in a directory that can be written",
                    e);
        }
    }
}
