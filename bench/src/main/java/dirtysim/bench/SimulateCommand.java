package dirtysim.bench;

import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.suite.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--trace",
            order = 1,
            required = true,
            arity = "1..*",
            paramLabel = "FILE|NAME",
            description = "Trace files, bundled traces ('list traces' names them), or all.")
    private List<String> traces;

    @Option(
            names = "--scheme",
            order = 2,
            required = true,
            split = ",",
            paramLabel = "ID",
            description = "Schemes with commas between ('list schemes' names them), or all.")
    private List<String> schemes;

    @Mixin
    private SettingOptions settings;

    @Option(names = "--allow-lost", order = 41, description = "Read a trace although the recording lost events.")
    private boolean allowLost;

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
        Catalogue catalogue = Catalogue.installed();
        Settings wanted = sweep.apply(settings.apply(Settings.standard()));
        Suite.Entry scenario = new Suite.Entry(
                ADHOC,
                catalogue.traces(traces, Path.of(""), "--trace"),
                catalogue.schemes(schemes, "--scheme"),
                wanted.checked("simulate"));
        Suite suite = new Suite(ADHOC, "", List.of(scenario));
        return Plan.of(suite, given -> given, allowLost);
    }

    private List<String> words() {
        List<String> words = new ArrayList<>(List.of("simulate", "--trace"));
        words.addAll(traces);
        words.addAll(List.of("--scheme", String.join(",", schemes)));
        words.addAll(settings.words());
        if (allowLost) {
            words.add("--allow-lost");
        }
        words.addAll(sweep.words());
        return words;
    }
}
