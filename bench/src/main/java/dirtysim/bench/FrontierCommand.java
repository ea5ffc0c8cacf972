package dirtysim.bench;

import dirtysim.Simulation;
import dirtysim.bench.frontier.Frontiers;
import dirtysim.bench.frontier.Question;
import dirtysim.bench.frontier.Trials;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.warmup.WarmUps;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import dirtysim.host.Parameters;
import dirtysim.reports.FrontierCsv;
import dirtysim.reports.FrontierPage;
import dirtysim.reports.FrontierTable;
import dirtysim.reports.JsonRows;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.text.JsonText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code frontier}: where schemes stop converging. */
@Command(
        name = "frontier",
        header = "Searches for the smallest link, the smallest downtime limit and the largest DMA rate that converge.",
        description = "%nFor each scheme and trace, by runs of the whole simulation from the given scenario on. Writes"
                + " frontier.csv and frontier.html. Many runs: a guest of 64GiB takes many minutes, and the smaller the"
                + " links that are tried, the longer.",
        customSynopsis = "dirtysim frontier --trace FILE|NAME... --scheme ID[,ID...]|all [OPTIONS]",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim frontier --trace nvme-randread4k-strict --scheme all",
            "  dirtysim frontier --trace my.trace.gz --scheme nested-dbit,shadow-dbit \\",
            "      --ram 64GiB --link 25Gbit/s --find downtime-limit,link --resolution 1.05",
        })
final class FrontierCommand implements Callable<Integer> {
    private static final String NAME = "frontier";
    private static final String CSV = "frontier.csv";
    private static final String PAGE = "frontier.html";
    private static final double MOST_RANGE = 1e6;
    private static final double LEAST_RESOLUTION = 1.001;
    private static final double MOST_RESOLUTION = 2;

    @ParentCommand
    private Main main;

    @Mixin
    private ComparedOptions compared;

    @Option(
            names = "--find",
            order = 3,
            split = ",",
            paramLabel = "WHAT",
            description = "What to search for, with commas between: link, downtime-limit, dma-rate, and curve, the"
                    + " smallest link at downtime limits of a quarter to four times the given one. Default: all.")
    private List<String> find = Question.ids();

    @Option(
            names = "--range",
            order = 4,
            paramLabel = "X",
            description = "How many times more and less than the given value is tried, 1.1 to 1000000. Default: 32.")
    private double range = 32;

    @Option(
            names = "--resolution",
            order = 5,
            paramLabel = "X",
            description = "Greatest ratio of a value that converges to the next that does not, 1.001 to 2."
                    + " Default: 1.02.")
    private double resolution = 1.02;

    @Mixin
    private ScenarioOptions scenario;

    @Mixin
    private SweepOptions sweep;

    @Override
    public Integer call() throws IOException {
        Set<Question> questions = Question.of(find, "--find");
        within("--range", range, 1.1, MOST_RANGE);
        within("--resolution", resolution, LEAST_RESOLUTION, MOST_RESOLUTION);
        Plan plan = scenario.plan(compared.suite(NAME, scenario.settings(sweep, NAME)));
        int workers = sweep.workers();
        Path directory = sweep.directory(NAME, List.of(CSV, PAGE));
        Frontiers frontiers = new Frontiers(new Trials(Simulation::run), questions, range, resolution);
        write(directory, search(frontiers, WarmUps.settle(plan, workers), workers));
        return 0;
    }

    private List<Frontier> search(Frontiers frontiers, Plan plan, int workers) {
        try (Progress progress =
                main.terminal() ? new ProgressLine("searches", frontiers.searches(plan)) : Progress.SILENT) {
            return frontiers.of(plan, workers, progress);
        }
    }

    private void write(Path directory, List<Frontier> found) throws IOException {
        Path csv = directory.resolve(CSV);
        Path page = directory.resolve(PAGE);
        OutputFile.write(csv, FrontierCsv.render(found));
        OutputFile.write(page, FrontierPage.render(found, command()));
        if (sweep.json()) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("command", command());
            root.put("csv", csv.toString());
            root.put("report", page.toString());
            root.put("frontiers", JsonRows.frontiers(found));
            sweep.print().print(JsonText.render(root));
            return;
        }
        PrintWriter print = sweep.print();
        print.print(FrontierTable.render(found));
        print.println("csv:     " + csv);
        print.println("report:  " + page);
    }

    private static void within(String option, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new InputException(
                    option,
                    "it is out of its range",
                    "stay within " + Parameters.plain(least) + " to " + Parameters.plain(most));
        }
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of(NAME));
        words.addAll(compared.words());
        words.addAll(List.of("--find", String.join(",", find)));
        words.addAll(List.of("--range", Parameters.plain(range)));
        words.addAll(List.of("--resolution", Parameters.plain(resolution)));
        words.addAll(scenario.words());
        words.addAll(sweep.words());
        return String.join(" ", words);
    }
}
