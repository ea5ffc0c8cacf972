package dirtysim.bench.frontier;

import dirtysim.bench.suite.Plan;
import dirtysim.bench.sweep.Progress;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.Limit;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** The frontiers of every scheme on every trace of a plan: searches in parallel, each of them sequential. */
public final class Frontiers {
    /** Downtime limits of the curve, as multiples of the scenario's own, going away from it. */
    private static final double[] HARDER_LIMITS = {0.5, 0.25};

    private static final double[] EASIER_LIMITS = {2, 4};
    /** Ratio of two neighbouring values in the searches of the curve. */
    private static final double COARSE = 1.1;

    private final Trials trials;
    private final Set<Question> questions;
    private final double range;
    private final double resolution;

    /**
     * @param trials runs the scenarios
     * @param questions what is asked
     * @param range how many times more and less than the scenario's own value is tried, greater than 1
     * @param resolution greatest ratio of two neighbouring values, greater than 1
     */
    public Frontiers(Trials trials, Set<Question> questions, double range, double resolution) {
        this.trials = trials;
        this.questions = questions;
        this.range = range;
        this.resolution = resolution;
    }

    /** How many searches a plan takes, a curve being one. */
    public int searches(Plan plan) {
        return work(plan).size();
    }

    /**
     * Searches.
     *
     * @param plan each scenario with its replications
     * @param jobs threads, at least 1
     * @param progress told of each search that is done
     * @return trace by trace and scheme by scheme in the order of the plan, of each the questions in theirs; a curve by
     *     ascending downtime limits
     */
    public List<Frontier> of(Plan plan, int jobs, Progress progress) {
        return Crew.perform(work(plan), jobs, progress).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Callable<List<Frontier>>> work(Plan plan) {
        List<Callable<List<Frontier>>> work = new ArrayList<>();
        for (List<Plan.Run> runs : replications(plan)) {
            if (questions.contains(Question.LINK)) {
                work.add(() -> List.of(fine(runs, Limit.LINK)));
            }
            if (questions.contains(Question.DOWNTIME_LIMIT)) {
                work.add(() -> List.of(fine(runs, Limit.DOWNTIME_LIMIT)));
            }
            if (questions.contains(Question.DMA_RATE)) {
                work.add(() -> List.of(fine(runs, Limit.DMA_RATE)));
            }
            if (questions.contains(Question.CURVE)) {
                work.add(() -> curve(runs));
            }
        }
        return work;
    }

    /** The runs of each trace and scheme. */
    public static Collection<List<Plan.Run>> replications(Plan plan) {
        Map<Scenario, List<Plan.Run>> groups = new LinkedHashMap<>();
        for (Plan.Run run : plan.runs()) {
            Scenario alike = run.scenario().change().seed(0).startPhaseMs(0).build();
            groups.computeIfAbsent(alike, key -> new ArrayList<>()).add(run);
        }
        return groups.values();
    }

    private Frontier fine(List<Plan.Run> runs, Limit limit) {
        return new Search(trials, runs, UnaryOperator.identity(), limit).fine(grid(runs, limit, resolution));
    }

    private Grid grid(List<Plan.Run> runs, Limit limit, double ratio) {
        return new Grid(limit, limit.of(runs.get(0).scenario()), range, ratio);
    }

    private List<Frontier> curve(List<Plan.Run> runs) {
        Grid grid = grid(runs, Limit.LINK, Math.max(COARSE, resolution));
        Frontier own = at(runs, 1, grid, Limit.LINK.of(runs.get(0).scenario()));
        List<Frontier> curve = new ArrayList<>(List.of(own));
        Frontier near = own;
        for (double factor : HARDER_LIMITS) {
            near = at(runs, factor, grid, start(near));
            curve.add(0, near);
        }
        near = own;
        for (double factor : EASIER_LIMITS) {
            near = at(runs, factor, grid, start(near));
            curve.add(near);
        }
        return curve;
    }

    private Frontier at(List<Plan.Run> runs, double factor, Grid grid, double near) {
        double limitMs = runs.get(0).scenario().downtimeLimitMs() * factor;
        return new Search(trials, runs, scenario -> Limit.DOWNTIME_LIMIT.with(scenario, limitMs), Limit.LINK)
                .coarse(grid, near);
    }

    private static double start(Frontier near) {
        return near.status() == Frontier.Status.NOWHERE ? near.easiest() : near.value();
    }
}
