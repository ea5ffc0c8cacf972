package dirtysim.bench;

import dirtysim.Simulation;
import dirtysim.bench.advise.Advice;
import dirtysim.bench.advise.AdviceJson;
import dirtysim.bench.advise.AdviceText;
import dirtysim.bench.advise.Advisor;
import dirtysim.bench.advise.Exclusion;
import dirtysim.bench.frontier.Trials;
import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.suite.Suite;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.warmup.WarmUps;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import dirtysim.reports.text.JsonText;
import dirtysim.scenario.RunRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code advise}: which scheme to take, and how far that holds. */
@Command(
        name = "advise",
        header = "Recommends a scheme for a trace, a VM, a link and a downtime budget, with its margin.",
        description =
                "%nRanks the schemes by a fixed rule, says how far link, downtime limit and DMA rate may move before"
                        + " another comes first, and which unpublished parameters it rests on. Prints advice.md and writes it"
                        + " with the results directory of the runs behind it.",
        customSynopsis = "dirtysim advise --trace FILE|NAME... [--scheme ID[,ID...]] [OPTIONS]",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim advise --trace my.trace.gz --ram 64GiB --link 25Gbit/s --downtime-limit 300ms",
            "  dirtysim advise --trace e1000e-rx-lazy --ram 16GiB --scheme nested-dbit,shadow-dbit --quick",
        })
final class AdviseCommand implements Callable<Integer> {
    private static final String NAME = "advise";
    private static final String ADVICE = "advice.md";

    @ParentCommand
    private Main main;

    @Option(
            names = "--trace",
            order = 1,
            required = true,
            arity = "1..*",
            paramLabel = "FILE|NAME",
            description = "Trace files, bundled traces ('list traces' names them), or all; each is advised on alone.")
    private List<String> traces;

    @Option(
            names = "--scheme",
            order = 2,
            split = ",",
            paramLabel = "ID",
            description = "Schemes to choose from, with commas between ('list schemes' names them). Default: all that"
                    + " the hardware can run.")
    private List<String> schemes = List.of("all");

    @Option(names = "--quick", order = 3, description = "Rank only: no margins, and no assumptions moved.")
    private boolean quick;

    @Mixin
    private ScenarioOptions scenario;

    @Mixin
    private SweepOptions sweep;

    @Override
    public Integer call() throws IOException {
        Catalogue catalogue = Catalogue.installed();
        List<String> given = catalogue.traces(traces, Path.of(""), "--trace");
        List<String> asked = catalogue.schemes(schemes, "--scheme");
        Settings wanted = scenario.settings(sweep, NAME);
        int workers = sweep.workers();
        List<Exclusion> refused = new ArrayList<>();
        List<String> runnable = runnable(asked, wanted, refused);
        Suite suite = new Suite(NAME, "", List.of(new Suite.Entry(NAME, given, runnable, wanted)));
        Plan plan = scenario.plan(suite);
        Path directory = sweep.directory(
                NAME,
                Stream.concat(ResultsDirectory.FILES.stream(), Stream.of(ADVICE))
                        .toList());
        List<RunRecord> records = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<Map<String, Object>> objects = new ArrayList<>();
        try (Progress progress = main.terminal() ? new ProgressLine("searches", -1) : Progress.SILENT) {
            Advisor advisor = new Advisor(new Trials(Simulation::run), workers, quick, progress);
            for (Map<String, List<Plan.Run>> runs : byTrace(WarmUps.settle(plan, workers))) {
                List<RunRecord> its = advisor.base(
                        runs.values().stream().flatMap(List::stream).toList());
                Advice advice = advisor.advise(runs, its, refused);
                records.addAll(its);
                objects.add(AdviceJson.of(advice));
                text.append(text.isEmpty() ? "" : "\n").append(AdviceText.render(advice));
            }
        }
        ResultsDirectory.write(directory, new Results(NAME, command(), records));
        Path advice = directory.resolve(ADVICE);
        OutputFile.write(advice, text + "\nThe same again: `" + command() + "`.\n");
        if (sweep.json()) {
            Map<String, Object> root = new LinkedHashMap<>();
            root.put("command", command());
            root.put("results", directory.toString());
            root.put("report", directory.resolve("report.html").toString());
            root.put("advice", objects);
            sweep.print().print(JsonText.render(root));
        }
        PrintWriter print = sweep.text();
        print.print(text);
        print.println();
        print.println("advice:  " + advice);
        print.println("results: " + directory);
        print.println("report:  " + directory.resolve("report.html"));
        return 0;
    }

    /** Those that the hardware does not refuse. */
    private static List<String> runnable(List<String> asked, Settings settings, List<Exclusion> refused) {
        List<String> runnable = new ArrayList<>();
        InputException last = null;
        for (String scheme : asked) {
            Optional<InputException> refusal = Plan.refusal(scheme, settings);
            if (refusal.isEmpty()) {
                runnable.add(scheme);
            } else {
                last = refusal.get();
                String why = last.getMessage().replace("scheme " + scheme + ": ", "");
                refused.add(new Exclusion(scheme, "is refused by the modelled hardware: " + why));
            }
        }
        if (runnable.isEmpty() && last != null) {
            throw last;
        }
        return runnable;
    }

    /** The runs of each trace by scheme, both in the order of the plan. */
    private static List<Map<String, List<Plan.Run>>> byTrace(Plan plan) {
        Map<String, Map<String, List<Plan.Run>>> traces = new LinkedHashMap<>();
        for (Plan.Run run : plan.runs()) {
            traces.computeIfAbsent(run.scenario().trace(), key -> new LinkedHashMap<>())
                    .computeIfAbsent(run.scenario().scheme(), key -> new ArrayList<>())
                    .add(run);
        }
        return List.copyOf(traces.values());
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of(NAME, "--trace"));
        words.addAll(traces);
        words.addAll(List.of("--scheme", String.join(",", schemes)));
        if (quick) {
            words.add("--quick");
        }
        words.addAll(scenario.words());
        words.addAll(sweep.words());
        return String.join(" ", words);
    }
}
