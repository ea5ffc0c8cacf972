package dirtysim.bench;

import dirtysim.bench.suite.Plan;
import dirtysim.bench.suite.Settings;
import dirtysim.bench.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a scenario that no suite describes: its settings, and whether its traces may have gaps. */
final class ScenarioOptions {
    @Mixin
    private SettingOptions settings;

    @Option(names = "--allow-lost", order = 41, description = "Read a trace although the recording lost events.")
    private boolean allowLost;

    /**
     * The settings that are asked for.
     *
     * @param sweep the options of the host
     * @param name what the scenario is called in a complaint
     */
    Settings settings(SweepOptions sweep, String name) {
        return sweep.apply(settings.apply(Settings.standard())).checked(name);
    }

    /** The runs of a suite whose settings stay as they are. */
    Plan plan(Suite suite) {
        return Plan.of(suite, given -> given, allowLost);
    }

    /** The options as they were given. */
    List<String> words() {
        List<String> words = new ArrayList<>(settings.words());
        if (allowLost) {
            words.add("--allow-lost");
        }
        return words;
    }
}
