package dirtysim.bench.warmup;

import dirtysim.Pilot;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.RunFailure;
import dirtysim.guest.ReplaySource;
import dirtysim.host.InputException;
import dirtysim.scenario.Scenario;
import dirtysim.scenario.WarmUpRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Gives a warm-up to the runs that left it to a rule. Each scheme of a scenario and trace replays it without migration, with
 * the first seed, and {@link Mser} is applied to the IOTLB misses, maps and unmaps of each millisecond. The longest
 * of the schemes' transients is the warm-up of them all, in every replication: schemes are compared under equal conditions.
 *
 * <p>A pilot lasts two passes of the trace, at least a second, so that what comes again in every pass is not taken for a
 * transient; if no end is found it is doubled, up to eight times that or a minute.
 */
public final class WarmUps {
    private static final int SHORTEST_MS = 1_000;
    private static final int LONGEST_MS = 60_000;
    private static final int DOUBLINGS = 3;
    private static final double PS_PER_MS = 1e9;

    private WarmUps() {}

    /**
     * The same plan with every warm-up settled.
     *
     * @param plan what is to be run
     * @param jobs worker threads, at least 1
     * @throws InputException if no end of a transient is found
     * @throws RunFailure if a pilot fails
     */
    public static Plan settle(Plan plan, int jobs) {
        Map<Scenario, Plan.Run> pilots = new LinkedHashMap<>();
        for (Plan.Run run : plan.runs()) {
            if (run.scenario().warmUpRule() == WarmUpRule.AUTO) {
                pilots.putIfAbsent(pilotOf(run.scenario()), run);
            }
        }
        if (pilots.isEmpty()) {
            return plan;
        }
        Map<Scenario, Integer> longest = longest(pilots, jobs);
        List<Plan.Run> settled = new ArrayList<>();
        for (Plan.Run run : plan.runs()) {
            Scenario scenario = run.scenario();
            settled.add(
                    scenario.warmUpRule() == WarmUpRule.AUTO
                            ? new Plan.Run(
                                    scenario.change()
                                            .warmupMs(longest.get(groupOf(scenario)))
                                            .build(),
                                    run.workload())
                            : run);
        }
        return plan.with(settled);
    }

    /** What the replications of one scheme share. */
    private static Scenario pilotOf(Scenario scenario) {
        return scenario.change().seed(0).startPhaseMs(0).warmupMs(0).build();
    }

    /** What the schemes share as well. */
    private static Scenario groupOf(Scenario scenario) {
        return pilotOf(scenario).change().scheme("").build();
    }

    private static Map<Scenario, Integer> longest(Map<Scenario, Plan.Run> pilots, int jobs) {
        ExecutorService workers = Executors.newFixedThreadPool(Math.min(jobs, pilots.size()), task -> {
            Thread thread = new Thread(task, "pilot");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<Integer>> pending = new ArrayList<>();
            pilots.values()
                    .forEach(run -> pending.add(workers.submit(() -> transientMs(run.scenario(), run.workload()))));
            Map<Scenario, Integer> longest = new LinkedHashMap<>();
            int next = 0;
            for (Map.Entry<Scenario, Plan.Run> pilot : pilots.entrySet()) {
                int ms = ended(pending.get(next++), pilot.getValue().scenario());
                longest.merge(groupOf(pilot.getKey()), ms, Math::max);
            }
            return longest;
        } finally {
            workers.shutdownNow();
        }
    }

    private static int ended(Future<Integer> pilot, Scenario scenario) {
        try {
            return pilot.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InputException input ? input : new RunFailure(scenario, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the pilots were interrupted", e);
        }
    }

    private static int transientMs(Scenario scenario, ReplaySource workload) {
        double passMs = workload.bodyPs() / PS_PER_MS / scenario.timeScale();
        int ms = (int) Math.min(Math.max(SHORTEST_MS, Math.ceil(2 * passMs)), LONGEST_MS);
        for (int doubled = 0; ; doubled++) {
            OptionalInt found = Mser.truncation(activity(Pilot.run(scenario, workload, ms)));
            if (found.isPresent()) {
                return found.getAsInt();
            }
            if (doubled == DOUBLINGS || ms == LONGEST_MS) {
                throw new InputException(
                        "scenario " + scenario.name() + ", trace " + scenario.trace() + ", scheme " + scenario.scheme(),
                        "MSER-5 finds no end of the transient in " + ms + " ms of replay",
                        "give a fixed warm-up, such as 100ms");
            }
            ms = Math.min(2 * ms, LONGEST_MS);
        }
    }

    private static double[] activity(Pilot.Series series) {
        double[] sums = new double[series.misses().length];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = series.misses()[i] + series.operations()[i];
        }
        return sums;
    }
}
