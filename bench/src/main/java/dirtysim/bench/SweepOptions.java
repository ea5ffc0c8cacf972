package dirtysim.bench;

import dirtysim.bench.remote.RemoteSimulator;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Profiles;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.sweep.Fingerprint;
import dirtysim.bench.sweep.Journal;
import dirtysim.bench.sweep.Kept;
import dirtysim.bench.sweep.Outcome;
import dirtysim.bench.sweep.Progress;
import dirtysim.bench.sweep.Shard;
import dirtysim.bench.sweep.ShardFile;
import dirtysim.bench.warmup.WarmUps;
import dirtysim.files.OutputFile;
import dirtysim.host.InputException;
import dirtysim.reports.ConsoleTable;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command that performs runs, and performing them. */
final class SweepOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--profile",
            order = 42,
            paramLabel = "NAME|FILE.yaml",
            description = "Host profile: 'list profiles' names the bundled ones, 'calibrate' writes one."
                    + " Default: sandy-bridge-to-broadwell.")
    private String profile;

    @Option(
            names = "--set",
            order = 43,
            paramLabel = "KEY=VALUE",
            description = "A parameter of host or hardware, or a capability, whatever suite and profile say; may be"
                    + " repeated. 'list parameters' and 'list capabilities' name them.")
    private List<String> assignments = List.of();

    @Option(
            names = "--jobs",
            order = 44,
            paramLabel = "N",
            description = "Worker threads; changes no result. Default: the processors there are.")
    private Integer jobs;

    @Option(
            names = "--out",
            order = 45,
            paramLabel = "DIR",
            description = "Results directory; what it holds is overwritten. Default: results/SUITE.")
    private Path out;

    @Option(names = "--json", order = 47, description = "Print one JSON object in place of the table.")
    private boolean json;

    /** The host that the options ask for: the profile, and over it what is set one by one. */
    Settings apply(Settings base) {
        Settings hosted = profile == null ? base : base.with(Profiles.open(profile, Path.of(""), "--profile"));
        return Assignments.apply(hosted, assignments);
    }

    /** The options of the host as they were given. */
    List<String> words() {
        return Stream.concat(
                        profile == null ? Stream.of() : Stream.of("--profile", profile),
                        assignments.stream().flatMap(assignment -> Stream.of("--set", assignment)))
                .toList();
    }

    /**
     * Performs a plan, writes the results directory, prints the table.
     *
     * @param words what to type for the same results
     * @param watch whether and how the runs are watched
     * @throws dirtysim.bench.sweep.RunFailure the first run that failed, once the others are written
     */
    void perform(Plan plan, List<String> words, boolean terminal, WatchOptions watch) {
        perform(plan, null, words, terminal, watch);
    }

    /** The same with a part of the plan, if a shard is given. */
    void perform(Plan plan, Shard shard, List<String> words, boolean terminal, WatchOptions watch) {
        String command = String.join(" ", words);
        PrintWriter print = print();
        Path directory = directory(plan.suite(), ResultsDirectory.FILES);
        watch.check(plan);
        Main.of(spec).machine().ifPresent(machine -> watch.elsewhere(new RemoteSimulator(machine, plan, words)));
        Plan settled = WarmUps.settle(plan, workers());
        String fingerprint = Fingerprint.of(settled);
        ShardFile.delete(directory);
        Plan mine = shard == null ? settled : settled.with(shard.of(settled.runs()));
        Outcome outcome = sweep(
                mine, command, directory, shard == null ? fingerprint : fingerprint + " " + shard, terminal, watch);
        if (json) {
            print.print(RunsJson.render(
                    command, directory, outcome.records(), outcome.failures().size()));
        } else if (!outcome.records().isEmpty()) {
            print.print(Main.of(spec).painted(ConsoleTable.render(outcome.records())));
        }
        if (shard != null && outcome.failures().isEmpty()) {
            new ShardFile(
                            fingerprint,
                            shard.number(),
                            shard.count(),
                            settled.runs().size())
                    .write(directory);
        }
        if (!outcome.failures().isEmpty()) {
            String saved = outcome.records().isEmpty()
                    ? "nothing was written"
                    : "the other " + outcome.records().size() + " are in " + directory;
            text().println(outcome.failures().size() + " of " + plan.runs().size() + " runs failed; " + saved);
            throw outcome.failures().get(0);
        }
        PrintWriter text = text();
        text.println("results: " + directory);
        text.println("report:  " + directory.resolve("report.html"));
        watch.tell(text);
    }

    /**
     * The results directory, made if need be.
     *
     * @param name what it is called unless it was given
     * @param files what will be written there
     */
    Path directory(String name, List<String> files) {
        Path directory = out == null ? Path.of("results", name) : out;
        try {
            // Before the first run: hours of simulation must not end at a path that cannot be written.
            OutputFile.requireRoom(directory, files);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return directory;
    }

    /** Performs the runs and writes the results; only then what was kept of a sweep that is killed is given up. */
    private Outcome sweep(
            Plan plan, String command, Path directory, String fingerprint, boolean terminal, WatchOptions watch) {
        if (watch.asked()) {
            Outcome outcome = sweep(plan, Kept.NOTHING, plan.runs().size(), terminal, watch);
            write(plan, command, directory, outcome);
            return outcome;
        }
        try (Journal journal = Journal.open(directory, fingerprint, plan.runs().size())) {
            int before = journal.size();
            if (before > 0 && !Main.of(spec).quiet()) {
                spec.commandLine()
                        .getErr()
                        .println(before + " of " + plan.runs().size() + " runs had ended when the last sweep into "
                                + directory + " was stopped; they are kept");
                spec.commandLine().getErr().flush();
            }
            StopNotice notice = new StopNotice(spec.commandLine().getErr(), () -> stopped(plan, journal, directory));
            Outcome outcome;
            try {
                outcome = sweep(plan, journal, plan.runs().size() - before, terminal, watch);
            } finally {
                notice.withdraw();
            }
            write(plan, command, directory, outcome);
            journal.delete();
            return outcome;
        }
    }

    private Outcome sweep(Plan plan, Kept kept, int runs, boolean terminal, WatchOptions watch) {
        try (Progress progress = terminal ? new ProgressLine(runs) : Progress.SILENT) {
            return watch.sweep(plan, workers(), kept, progress);
        }
    }

    private static String stopped(Plan plan, Journal journal, Path directory) {
        return "stopped: " + journal.size() + " of " + plan.runs().size() + " runs have ended and are kept in "
                + directory + "; give the same command again to go on";
    }

    private static void write(Plan plan, String command, Path directory, Outcome outcome) {
        if (!outcome.records().isEmpty()) {
            ResultsDirectory.write(directory, new Results(plan.suite(), command, outcome.records()));
        }
    }

    /** Whether a JSON object is wanted in place of tables and text. */
    boolean json() {
        return json;
    }

    /** Where a JSON object goes. */
    PrintWriter print() {
        return spec.commandLine().getOut();
    }

    /** Where text for people goes: nowhere, if a JSON object is printed in its place. */
    PrintWriter text() {
        return json ? new PrintWriter(Writer.nullWriter()) : print();
    }

    /** Worker threads. */
    int workers() {
        if (jobs == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        if (jobs < 1) {
            throw new InputException("--jobs", "there must be a worker", "give a whole number of at least 1");
        }
        return jobs;
    }
}
