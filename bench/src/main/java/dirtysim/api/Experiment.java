package dirtysim.api;

import dirtysim.Simulation;
import dirtysim.bench.suite.Catalogue;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Profiles;
import dirtysim.bench.suite.Setting;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.suite.Suite;
import dirtysim.bench.warmup.WarmUps;
import dirtysim.host.InputException;
import dirtysim.host.Nearest;
import dirtysim.scenario.Scenario;
import java.nio.file.Path;
import java.util.List;

/**
 * A migration to simulate: one trace under one scheme, and settings under the names and with the units that suites and the
 * command line have. Immutable: each change gives another one. The same experiment gives the same result on every machine.
 */
public final class Experiment {
    private static final String ADHOC = "adhoc";

    private final String trace;
    private final String scheme;
    private final Settings settings;
    private final boolean allowLost;

    private Experiment(String trace, String scheme, Settings settings, boolean allowLost) {
        this.trace = trace;
        this.scheme = scheme;
        this.settings = settings;
        this.allowLost = allowLost;
    }

    /**
     * An experiment at the defaults: 2 GiB of RAM, a link of 10 Gbit/s, a downtime limit of 300 ms.
     *
     * @param trace name of a bundled trace, path of a trace file, or {@code generated:KIND,KEY=VALUE,...}
     * @param scheme id of a scheme on the class path
     * @throws InputException if there is no such trace or scheme
     */
    public static Experiment of(String trace, String scheme) {
        Catalogue installed = Catalogue.installed();
        String found = installed.traces(List.of(trace), Path.of(""), "trace").get(0);
        String known = installed.schemes(List.of(scheme), "scheme").get(0);
        return new Experiment(found, known, Settings.standard(), false);
    }

    /**
     * The same with one setting changed.
     *
     * @param setting its name in suites and on the command line, without dashes: {@code ram}, {@code link}, {@code
     *     downtime-limit}, {@code time-scale}; {@code simulate --help} has them all
     * @param value its value with its unit: {@code 64GiB}, {@code 25Gbit/s}, {@code 300ms}; {@code true} or {@code false} of a
     *     switch
     * @throws InputException if there is no such setting, or the value is none of its values
     */
    public Experiment with(String setting, String value) {
        Setting known = Setting.of(setting)
                .orElseThrow(() -> new InputException(
                        "setting", "unknown '" + setting + "'", Nearest.mend(setting, Setting.keys())));
        return changed(settings.with(known, value, setting));
    }

    /**
     * The same with one parameter or capability of the model changed.
     *
     * @param parameter its key, as {@code list parameters} and {@code list capabilities} have it; where it has a unit, the key
     *     ends in it, such as {@code iotlb-miss-ns}
     * @param value a number in that unit, or the word of a choice
     * @throws InputException if there is no such key, or the value is out of its range
     */
    public Experiment set(String parameter, String value) {
        return changed(settings.withParameter(parameter, value, parameter));
    }

    /**
     * The same on another host.
     *
     * @param nameOrFile name of a bundled host profile, or a file that {@code calibrate} wrote
     * @throws InputException if there is no such profile
     */
    public Experiment profile(String nameOrFile) {
        return changed(settings.with(Profiles.open(nameOrFile, Path.of(""), "profile")));
    }

    /** The same under another scheme. */
    public Experiment scheme(String id) {
        String known = Catalogue.installed().schemes(List.of(id), "scheme").get(0);
        return new Experiment(trace, known, settings, allowLost);
    }

    /** The same, reading the trace although its recording lost events, which changes what comes out. */
    public Experiment allowLost() {
        return new Experiment(trace, scheme, settings, true);
    }

    /**
     * The scenario that these settings make, to be looked at or changed further. Its time scale is already that of a {@code
     * rate}, a warm-up that is {@code auto} is not yet found.
     *
     * @throws InputException if settings do not go together, or the trace cannot be read
     */
    public Scenario scenario() {
        return plan().runs().get(0).scenario();
    }

    /**
     * Simulates. Takes from tenths of a second to minutes, as much as {@code simulate} would.
     *
     * @throws InputException if settings do not go together, the trace cannot be read or lost events, or the scheme needs what
     *     the hardware lacks
     */
    public Result run() {
        return run(plan());
    }

    static Result run(Plan plan) {
        Plan.Run run = WarmUps.settle(plan, 1).runs().get(0);
        return new Result(Simulation.run(run.scenario(), run.workload()));
    }

    /** What is simulated, in a line. */
    @Override
    public String toString() {
        return trace + " under " + scheme;
    }

    private Experiment changed(Settings others) {
        return new Experiment(trace, scheme, others, allowLost);
    }

    private Plan plan() {
        Settings checked = settings.checked("experiment");
        if (checked.replications() > 1) {
            throw new InputException(
                    "replications",
                    "one experiment is one run",
                    "vary 'seed' in a loop, or run a suite with replications");
        }
        Suite.Entry entry = new Suite.Entry(ADHOC, List.of(trace), List.of(scheme), checked);
        return Plan.of(new Suite(ADHOC, "", List.of(entry)), given -> given, allowLost);
    }
}
