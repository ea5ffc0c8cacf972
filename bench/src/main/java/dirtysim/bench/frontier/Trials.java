package dirtysim.bench.frontier;

import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.RunFailure;
import dirtysim.bench.sweep.Simulator;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;

/** Runs each scenario once, however often and from however many threads it is asked for. */
public final class Trials {
    private final Simulator simulator;
    private final Map<Scenario, FutureTask<RunRecord>> runs = new ConcurrentHashMap<>();

    /** @param simulator performs one run */
    public Trials(Simulator simulator) {
        this.simulator = simulator;
    }

    /**
     * The records of runs whose scenarios are changed, in their order.
     *
     * @param base what to run, unchanged
     * @param change made to each
     * @throws RunFailure the first that failed
     */
    public List<RunRecord> of(List<Plan.Run> base, UnaryOperator<Scenario> change) {
        return base.stream()
                .map(run -> one(new Plan.Run(change.apply(run.scenario()), run.workload())))
                .toList();
    }

    /** Whether any run so far of a scheme on a trace lost pages. Not to be asked while runs go on. */
    public boolean lostPages(String trace, String scheme) {
        return runs.entrySet().stream()
                .filter(run -> run.getKey().trace().equals(trace)
                        && run.getKey().scheme().equals(scheme))
                .anyMatch(run -> done(run.getKey(), run.getValue()).tracking().lostPages() > 0);
    }

    private RunRecord one(Plan.Run run) {
        FutureTask<RunRecord> task = runs.computeIfAbsent(
                run.scenario(), scenario -> new FutureTask<>(() -> simulator.run(scenario, run.workload())));
        task.run();
        return done(run.scenario(), task);
    }

    private static RunRecord done(Scenario scenario, FutureTask<RunRecord> task) {
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw new RunFailure(scenario, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("a trial was interrupted", e);
        }
    }
}
