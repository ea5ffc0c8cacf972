package dirtysim.bench;

import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import dirtysim.reports.HistoryCsv;
import dirtysim.reports.HistoryPage;
import dirtysim.reports.HtmlReport;
import dirtysim.reports.JmhCsv;
import dirtysim.reports.JmhPage;
import dirtysim.reports.JmhText;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import dirtysim.reports.history.History;
import dirtysim.reports.history.HistoryEntry;
import dirtysim.reports.jmh.JmhStudy;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        footer = {
            "  dirtysim report results/schemes results/mine --out both.html",
            "  dirtysim report --history results/old results/new --out history.html",
            "  dirtysim report --jmh jmh.json --jmh-targets targets.csv --out jmh.html",
        })
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "DIR", description = "Results directories, in the order of the report.")
    private List<Path> directories = List.of();

    @Option(names = "--out", order = 1, required = true, paramLabel = "FILE.html", description = "The report to write.")
    private Path out;

    @Option(
            names = "--history",
            order = 2,
            description =
                    "Draw measures over the directories, the oldest first, and mark where they change; write history.csv"
                            + " beside the report.")
    private boolean history;

    @Mixin
    private JmhOptions jmh;

    @Override
    public Integer call() throws IOException {
        if (!out.toString().endsWith(".html")) {
            // A slip here must not cost a suite, a recording or the results themselves.
            throw new InputException("--out", "'" + out + "' is no name of a report", "write it like both.html");
        }
        if (history) {
            return drawHistory();
        }
        if (directories.isEmpty() && !jmh.given()) {
            throw new InputException("report", "there is nothing to report", "give results directories, or --jmh");
        }
        List<JmhStudy> benchmarks = jmh.read(directories);
        OutputFile.write(out, directories.isEmpty() ? JmhPage.render(benchmarks) : ofResults(benchmarks));
        PrintWriter print = spec.commandLine().getOut();
        if (!benchmarks.isEmpty()) {
            Path csv = out.resolveSibling("jmh.csv");
            OutputFile.write(csv, JmhCsv.render(benchmarks));
            benchmarks.forEach(study -> print.print(JmhText.render(study)));
            print.println("jmh:     " + csv);
        }
        print.println("report:  " + out);
        return jmh.fails(benchmarks) ? 1 : 0;
    }

    private int drawHistory() throws IOException {
        if (jmh.given()) {
            throw new InputException("--jmh", "a history has no place for benchmarks", "leave out --history, or --jmh");
        }
        List<HistoryEntry> entries = new ArrayList<>();
        for (Path directory : directories) {
            // One by one: of each only a few figures are kept.
            Results results = ResultsDirectory.read(directory);
            entries.add(HistoryEntry.of(directory.toString(), results.suite(), results.runs()));
        }
        History drawn = History.of(entries);
        Path csv = out.resolveSibling("history.csv");
        OutputFile.write(out, HistoryPage.render(drawn));
        OutputFile.write(csv, HistoryCsv.render(drawn));
        PrintWriter print = spec.commandLine().getOut();
        print.println("changes: " + drawn.changes());
        print.println("history: " + csv);
        print.println("report:  " + out);
        return 0;
    }

    private String ofResults(List<JmhStudy> benchmarks) {
        List<Results> all = directories.stream().map(ResultsDirectory::read).toList();
        Results joined = new Results(
                all.stream().map(Results::suite).distinct().collect(Collectors.joining(" + ")),
                all.stream().map(Results::command).distinct().collect(Collectors.joining("; ")),
                all.stream().flatMap(results -> results.runs().stream()).toList());
        return HtmlReport.render(joined, benchmarks);
    }
}
