package dirtysim.bench;

import dirtysim.bench.suite.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code simulate}: one comparison on traces and settings from the command line. */
@Command(
        name = "simulate",
        header = "Simulates a migration of the given traces under the given schemes.",
        customSynopsis = "dirtysim simulate --trace FILE|NAME... --scheme ID[,ID...]|all [OPTIONS]",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dirtysim simulate --trace my.trace.gz --scheme all",
            "  dirtysim simulate --trace e1000e-rx-strict --scheme nested-dbit,shadow-dbit \\",
            "      --ram 64GiB --link 25Gbit/s --downtime-limit 300ms --time-scale 20",
        })
final class SimulateCommand implements Callable<Integer>, Planning {
    private static final String ADHOC = "adhoc";

    @ParentCommand
    private Main main;

    @Mixin
    private ComparedOptions compared;

    @Mixin
    private ScenarioOptions scenario;

    @Mixin
    private SweepOptions sweep;

    @Mixin
    private WatchOptions watch;

    @Override
    public Integer call() {
        sweep.perform(plan(), words(), main.terminal(), watch);
        return 0;
    }

    @Override
    public Plan plan() {
        return scenario.plan(compared.suite(ADHOC, scenario.settings(sweep, "simulate")));
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("simulate"));
        words.addAll(compared.words());
        words.addAll(scenario.words());
        words.addAll(sweep.words());
        return words;
    }
}
