package dirtysim.api;

import dirtysim.bench.suite.Plan;
import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.reports.Results;
import dirtysim.reports.ResultsDirectory;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Schemes;
import dirtysim.workloads.BundledTrace;
import dirtysim.workloads.RecordedRuns;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import java.nio.file.Path;
import java.util.List;

/** What there is to simulate, and the way from a typed scenario to its result. */
public final class Dirtysim {
    private static final String SUITE = "api";

    private Dirtysim() {}

    /** Names of the bundled traces, in the order of {@code list traces}. */
    public static List<String> traces() {
        return Traces.bundled().stream().map(BundledTrace::name).toList();
    }

    /** Ids of the schemes on the class path, in the order of {@code list schemes}: the bundled ones, then others. */
    public static List<String> schemes() {
        return Schemes.all().stream().map(DirtyTracker::id).toList();
    }

    /**
     * Runs a scenario on the trace that it names: a bundled one, a file of one's own, or {@code generated:KIND,KEY=VALUE,...}.
     * In the result the scenario's trace is the trace's name, without folder and extension. Recorded device accesses that stand
     * beside a file are replayed, as by {@code simulate}.
     *
     * @param scenario made by {@link dirtysim.scenario.ScenarioBuilder}, which has the units of everything in it
     * @throws InputException if there is no such trace or scheme, the trace lost events, or the scenario makes no sense
     */
    public static Result run(Scenario scenario) {
        Trace trace = Traces.open(scenario.trace(), false);
        ReplaySource source = RecordedRuns.accessesBeside(scenario.trace())
                .map(file -> RecordedRuns.of(trace, file).source())
                .orElseGet(trace::source);
        Scenario named = scenario.change().trace(trace.name()).build();
        return Experiment.run(new Plan(SUITE, List.of(new Plan.Run(named, source))));
    }

    /**
     * Writes a results directory, as {@code simulate} writes one: {@code report.html}, {@code results.csv} and the others. What
     * the directory holds under these names is overwritten.
     *
     * @param directory made if need be
     * @param results one or more, in the order in which they are to stand
     * @throws InputException if there is none, or the directory cannot be written
     */
    public static void report(Path directory, List<Result> results) {
        if (results.isEmpty()) {
            throw new InputException("report", "there is no result to report", "give at least one");
        }
        ResultsDirectory.write(
                directory,
                new Results(
                        SUITE,
                        "made through the Java API; results.json holds each scenario",
                        results.stream().map(Result::record).toList()));
    }
}
