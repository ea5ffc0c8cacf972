package dirtysim.bench;

import dirtysim.bench.sweep.ShardFile;
import dirtysim.host.InputException;
import dirtysim.reports.ConsoleTable;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import dirtysim.scenario.RunRecord;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code merge}: the parts of a sweep that was shared between machines, put together. */
@Command(
        name = "merge",
        header = "Puts the parts of a sweep together that 'run --shard' made.",
        description =
                "%nThe results are those of the sweep on one machine, byte for byte. Parts of different sweeps, of"
                        + " different builds of the program, a part twice or one too few are refused.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim run --suite scale --shard 1/2 --out part-1",
            "  dirtysim run --suite scale --shard 2/2 --out part-2",
            "  dirtysim merge part-1 part-2 --out results/scale",
        })
final class MergeCommand implements Callable<Integer> {
    private static final int MOST_NAMED = 10;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "Results directories of all parts, in any order.")
    private List<Path> directories;

    @Option(
            names = "--out",
            order = 1,
            required = true,
            paramLabel = "DIR",
            description = "Results directory to write.")
    private Path out;

    @Option(names = "--json", order = 2, description = "Print one JSON object in place of the table.")
    private boolean json;

    @Override
    public Integer call() {
        Map<Integer, Path> parts = parts();
        ShardFile first = ShardFile.read(parts.values().iterator().next());
        RunRecord[] runs = new RunRecord[first.runs()];
        Results any = null;
        for (Path directory : parts.values()) {
            ShardFile file = ShardFile.read(directory);
            List<Integer> places =
                    file.part().of(IntStream.range(0, runs.length).boxed().toList());
            if (places.isEmpty()) {
                continue;
            }
            Results part = ResultsDirectory.read(directory);
            if (part.runs().size() != places.size()) {
                throw new InputException(
                        directory.toString(),
                        "holds " + part.runs().size() + " runs, and part " + file.part() + " has " + places.size(),
                        "run that part again");
            }
            for (int n = 0; n < places.size(); n++) {
                runs[places.get(n)] = part.runs().get(n);
            }
            any = part;
        }
        if (any == null) {
            throw new InputException(directories.get(0).toString(), "the sweep has no runs", "give another suite");
        }
        Results all = new Results(any.suite(), any.command(), Arrays.asList(runs));
        ResultsDirectory.write(out, all);
        if (json) {
            spec.commandLine().getOut().print(RunsJson.render(all.command(), out, all.runs(), 0));
            return 0;
        }
        spec.commandLine().getOut().print(Main.of(spec).painted(ConsoleTable.render(all.runs())));
        spec.commandLine().getOut().println("results: " + out);
        spec.commandLine().getOut().println("report:  " + out.resolve("report.html"));
        return 0;
    }

    /** Each part's directory, by its number: all of them, of one sweep. */
    private Map<Integer, Path> parts() {
        Map<Integer, Path> parts = new TreeMap<>();
        ShardFile first = ShardFile.read(directories.get(0));
        for (Path directory : directories) {
            ShardFile file = ShardFile.read(directory);
            if (!file.fingerprint().equals(first.fingerprint()) || file.runs() != first.runs()) {
                throw new InputException(
                        directory.toString(),
                        "is of another sweep, or of another build of the program, than " + directories.get(0),
                        "run all parts of one suite with one jar and equal options");
            }
            if (file.of() != first.of()) {
                throw new InputException(
                        directory.toString(),
                        "is part " + file.part() + ", and " + directories.get(0) + " is part " + first.part(),
                        "give parts of one number");
            }
            Path other = parts.put(file.shard(), directory);
            if (other != null) {
                throw new InputException(
                        directory.toString(), "is part " + file.part() + ", as is " + other, "give each part once");
            }
        }
        if (parts.size() < first.of()) {
            throw new InputException(
                    "merge",
                    (first.of() - parts.size()) + " of " + first.of() + " parts are missing: "
                            + missing(parts, first.of()),
                    "run them, and give their directories too");
        }
        return parts;
    }

    private static String missing(Map<Integer, Path> parts, int of) {
        List<String> numbers = IntStream.rangeClosed(1, of)
                .filter(number -> !parts.containsKey(number))
                .limit(MOST_NAMED + 1L)
                .mapToObj(Integer::toString)
                .toList();
        return numbers.size() > MOST_NAMED
                ? String.join(", ", numbers.subList(0, MOST_NAMED)) + " and more"
                : String.join(", ", numbers);
    }
}
