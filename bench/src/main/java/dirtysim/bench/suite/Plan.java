package dirtysim.bench.suite;

import dirtysim.guest.ReplaySource;
import dirtysim.host.CostModel;
import dirtysim.host.InputException;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.Requirements;
import dirtysim.tracking.Schemes;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.generate.GeneratedName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The runs of a suite, in the order in which results list them: scenario, point of its parameters where they are varied, trace,
 * scheme, seed. Each trace is read once and shared, and all are read before the first run, so that a broken one costs no
 * simulation.
 *
 * @param suite name of the suite
 * @param runs every run
 * @param inputs files that the runs rest on, in the order in which they were opened: of each trace that is a file by the trace's
 *     name, and of recorded device accesses by the scenario's and the trace's
 */
public record Plan(String suite, List<Run> runs, Map<String, Path> inputs) {
    /**
     * One run.
     *
     * @param scenario what to run
     * @param workload the trace's operations
     */
    public record Run(Scenario scenario, ReplaySource workload) {}

    /** Defensive copy. */
    public Plan {
        runs = List.copyOf(runs);
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    }

    /** A plan that reads no files. */
    public Plan(String suite, List<Run> runs) {
        this(suite, runs, Map.of());
    }

    /** The same with other runs of the same traces. */
    public Plan with(List<Run> others) {
        return new Plan(suite, others, inputs);
    }

    /**
     * Unfolds a suite.
     *
     * @param suite what to run
     * @param override what the command line changes in every scenario
     * @param allowLost whether traces that lost events are read all the same
     * @throws InputException if a trace cannot be read, two traces or two host profiles have one name, or a scheme needs
     *     what the modelled hardware lacks, or a suite that varies parameters is to be replicated
     */
    public static Plan of(Suite suite, UnaryOperator<Settings> override, boolean allowLost) {
        Map<String, Opened> traces = new LinkedHashMap<>();
        Map<String, String> originByName = new LinkedHashMap<>();
        Map<String, Profile> profiles = new LinkedHashMap<>();
        Map<String, Path> inputs = new LinkedHashMap<>();
        List<Run> runs = new ArrayList<>();
        for (Suite.Entry entry : suite.scenarios()) {
            Settings settings = override.apply(entry.settings()).checked("scenario " + entry.name());
            if (suite.variation().isPresent() && settings.replications() > 1) {
                throw new InputException(
                        "scenario " + entry.name(),
                        "replications is " + settings.replications() + " in a suite with the key sensitivity",
                        "leave out one of the two: sensitivity repeats the base to see what is chance");
            }
            Profile profile = settings.profile();
            if (!profiles.computeIfAbsent(profile.name(), name -> profile).equals(profile)) {
                throw new InputException(
                        "scenario " + entry.name(),
                        "another host profile is called '" + profile.name() + "' too",
                        "rename one: results tell them by name");
            }
            for (String scheme : entry.schemes()) {
                Requirements.check(
                        Schemes.create(scheme), settings.capabilities(), settings.costs(), settings.leaves());
            }
            requireOneTrace(entry, settings);
            for (Place place : points(suite, entry, settings)) {
                for (String trace : entry.traces()) {
                    Opened opened = traces.computeIfAbsent(
                            trace, origin -> new Opened(open(origin, allowLost, originByName), origin));
                    ReplaySource workload = opened.workload(settings.deviceAccesses());
                    opened.accesses(settings.deviceAccesses())
                            .ifPresent(file -> inputs.put(entry.name() + " " + workload.name(), file));
                    for (String scheme : entry.schemes()) {
                        Scenario first = place.of(
                                        settings.scenario(suite.name(), place.name(), workload.name(), scheme))
                                .change()
                                .timeScale(settings.timeScale(workload.name(), opened.trace()::bytesPerSecond))
                                .build();
                        for (int n = 0; n < settings.replications(); n++) {
                            runs.add(new Run(settings.replication(first, n, workload.bodyPs()), workload));
                        }
                    }
                }
            }
        }
        inputs.putAll(files(originByName));
        return new Plan(suite.name(), runs, inputs);
    }

    /**
     * Why the modelled hardware refuses a scheme under some settings; nothing if it does not.
     *
     * @param scheme id of the scheme
     * @param settings what it would run under
     */
    public static Optional<InputException> refusal(String scheme, Settings settings) {
        try {
            Requirements.check(Schemes.create(scheme), settings.capabilities(), settings.costs(), settings.leaves());
            return Optional.empty();
        } catch (InputException e) {
            return Optional.of(e);
        }
    }

    /** The accesses of one file are those of one trace. */
    private static void requireOneTrace(Suite.Entry entry, Settings settings) {
        String accesses = settings.deviceAccesses();
        if (entry.traces().size() > 1 && !accesses.equals(Opened.AUTO) && !accesses.equals(Opened.MODELLED)) {
            throw new InputException(
                    "scenario " + entry.name(),
                    "device-accesses names a file, and there are "
                            + entry.traces().size() + " traces",
                    "give the trace that the file was recorded with in a scenario of its own, or write auto");
        }
    }

    /** Name and parameters under which an entry is run. */
    record Place(String name, CostModel costs, double laterMs) {
        private Scenario of(Scenario scenario) {
            return scenario.change().costs(costs).startPhaseMs(laterMs).build();
        }
    }

    /** The entry itself, or all points of its parameters where the suite varies them. */
    static List<Place> points(Suite suite, Suite.Entry entry, Settings settings) {
        if (suite.variation().isEmpty()) {
            return List.of(new Place(entry.name(), settings.costs(), 0));
        }
        return VariedPoints.of(
                        entry.name(),
                        suite.variation().get(),
                        settings.costs(),
                        costs -> accepted(entry, settings, costs))
                .stream()
                .map(varied -> new Place(varied.point().name(), varied.costs(), varied.laterMs()))
                .toList();
    }

    private static boolean accepted(Suite.Entry entry, Settings settings, CostModel costs) {
        try {
            entry.schemes()
                    .forEach(scheme -> Requirements.check(
                            Schemes.create(scheme), settings.capabilities(), costs, settings.leaves()));
            return true;
        } catch (InputException e) {
            return false;
        }
    }

    private static Map<String, Path> files(Map<String, String> originByName) {
        Map<String, Path> files = new LinkedHashMap<>();
        originByName.forEach((name, origin) -> {
            if (!origin.startsWith(GeneratedName.PREFIX) && Files.isRegularFile(Path.of(origin))) {
                files.put(name, Path.of(origin));
            }
        });
        return files;
    }

    private static Trace open(String origin, boolean allowLost, Map<String, String> originByName) {
        Trace trace = Traces.open(origin, allowLost);
        String other = originByName.put(trace.name(), origin);
        if (other != null) {
            throw new InputException(
                    origin,
                    "is called '" + trace.name() + "', as is " + other,
                    "rename one: results tell them by name");
        }
        return trace;
    }
}
