package dirtysim.bench;

import dirtysim.host.InputException;
import dirtysim.reports.HtmlReport;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}: the HTML report of results that were written before. */
@Command(
        name = "report",
        header = "Renders one HTML report from results directories.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = "  dirtysim report results/schemes results/mine --out both.html")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Results directories, in the order of the report.")
    private List<Path> directories;

    @Option(names = "--out", order = 1, required = true, paramLabel = "FILE.html", description = "The report to write.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (!out.toString().endsWith(".html")) {
            // A slip here must not cost a suite, a recording or the results themselves.
            throw new InputException("--out", "'" + out + "' is no name of a report", "write it like both.html");
        }
        List<Results> all = directories.stream().map(ResultsDirectory::read).toList();
        Results joined = new Results(
                all.stream().map(Results::suite).distinct().collect(Collectors.joining(" + ")),
                all.stream().map(Results::command).distinct().collect(Collectors.joining("; ")),
                all.stream().flatMap(results -> results.runs().stream()).toList());
        Files.writeString(out, HtmlReport.render(joined));
        spec.commandLine().getOut().println("report:  " + out);
        return 0;
    }
}
