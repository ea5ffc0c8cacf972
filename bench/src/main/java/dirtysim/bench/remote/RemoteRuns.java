package dirtysim.bench.remote;

import dirtysim.Simulation;
import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Fingerprint;
import dirtysim.host.InputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The side of the machine that performs runs for another. Plans are unfolded, and their traces read, once for all runs of one
 * command.
 */
public final class RemoteRuns {
    private final Function<List<String>, Plan> planner;
    private final Map<List<String>, Unfolded> plans = new HashMap<>();

    /** A plan with what finds its runs. */
    private record Unfolded(String sweep, Map<String, Plan.Run> runs) {
        private static Unfolded of(Plan plan) {
            Map<String, Plan.Run> runs = new HashMap<>();
            plan.runs().forEach(run -> runs.put(Order.key(run.scenario()), run));
            return new Unfolded(Fingerprint.of(plan), runs);
        }
    }

    /** @param planner unfolds the words of a command line into a plan */
    public RemoteRuns(Function<List<String>, Plan> planner) {
        this.planner = planner;
    }

    /**
     * Performs one run.
     *
     * @param words an {@link Order}
     * @return the {@link Answer}
     */
    public String perform(List<String> words) {
        try {
            Order order = Order.of(words);
            Plan.Run run = find(order);
            return Answer.of(Simulation.run(
                    run.scenario().change().warmupMs(order.warmupMs()).build(), run.workload()));
        } catch (RuntimeException e) {
            return Answer.of(e);
        }
    }

    private Plan.Run find(Order order) {
        Unfolded plan = unfolded(order.command());
        Plan.Run run = plan.runs().get(order.run());
        if (run == null || !plan.sweep().equals(order.sweep())) {
            throw new InputException(
                    "'" + String.join(" ", order.command()) + "'",
                    "is another sweep there: program, suite or traces differ",
                    "give all machines the same jar, and files that all of them see by the same absolute paths");
        }
        return run;
    }

    private synchronized Unfolded unfolded(List<String> command) {
        return plans.computeIfAbsent(command, words -> Unfolded.of(planner.apply(words)));
    }
}
