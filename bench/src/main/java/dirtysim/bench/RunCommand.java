package dirtysim.bench;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Setting;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.suite.Suites;
import dirtysim.bench.sweep.Shard;
import dirtysim.host.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code run}: performs a suite. */
@Command(
        name = "run",
        header = "Runs a suite and writes its results directory.",
        customSynopsis = "dirtysim run --suite NAME|FILE.yaml [OPTIONS]",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim run --suite schemes",
            "  dirtysim run --suite mine.yaml --out results/today --seed 7",
            "  dirtysim run --suite schemes --profile kunpeng-920",
            "  dirtysim run --suite quick --set iotlb-entries=64 --set iotlb-miss-ns=500",
            "  dirtysim run --suite scale --shard 3/8 --out results/scale-3",
        })
final class RunCommand implements Callable<Integer>, Planning {
    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--suite",
            order = 1,
            required = true,
            paramLabel = "NAME|FILE.yaml",
            description = "A bundled suite ('list suites' names them) or a suite file.")
    private String suite;

    @Option(names = "--seed", order = 2, paramLabel = "N", description = "Seed, in place of the suite's.")
    private String seed;

    @Option(
            names = "--replications",
            order = 3,
            paramLabel = "N",
            description = "Seeds to run, in place of the suite's number.")
    private String replications;

    @Option(
            names = "--shard",
            order = 4,
            paramLabel = "I/N",
            description = "Only every Nth run, from the Ith on; 'merge' puts the N results directories together.")
    private String shard;

    @Mixin
    private SweepOptions sweep;

    @Mixin
    private WatchOptions watch;

    @Override
    public Integer call() {
        if (suite.equals(ValidateAllCommand.SUITE)) {
            if (main.machine().isPresent()) {
                throw new InputException("--suite", "'" + suite + "' is for one machine", "run it on this one");
            }
            if (seed != null
                    || replications != null
                    || shard != null
                    || !sweep.words().isEmpty()) {
                throw new InputException(
                        "--suite",
                        "'" + suite + "' has its own hosts and seeds",
                        "give no other option than --out and --json");
            }
            ValidateAllCommand.validate(
                    new ValidationOutput(sweep.directory(suite, ValidationOutput.FILES), sweep.json(), spec));
            return 0;
        }
        sweep.perform(plan(), shard == null ? null : Shard.parse(shard, "--shard"), words(), main.terminal(), watch);
        return 0;
    }

    @Override
    public Plan plan() {
        return Plan.of(Suites.open(suite, Catalogue.installed()), this::override, false);
    }

    private Settings override(Settings base) {
        Settings seeded = seed == null ? base : base.with(Setting.SEED, seed, "--seed");
        return sweep.apply(
                replications == null ? seeded : seeded.with(Setting.REPLICATIONS, replications, "--replications"));
    }

    /** What to type for the same results; where they go and on how many threads changes none of them. */
    private List<String> words() {
        List<String> words =
                new ArrayList<>(List.of("run", "--suite", Path.of(suite).toString()));
        if (seed != null) {
            words.addAll(List.of("--seed", seed));
        }
        if (replications != null) {
            words.addAll(List.of("--replications", replications));
        }
        words.addAll(sweep.words());
        return words;
    }
}
