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

    /**
     * The frontier of one scheme, found from its own value on and without a look around it.
     *
     * @param trials runs the scenarios
     * @param runs the scenario, a run a replication
     * @param limit what is moved
     * @param range how many times more and less than the scenario's own value is tried, greater than 1
     * @param resolution greatest ratio of two neighbouring values, greater than 1
     */
    public static Frontier rough(Trials trials, List<Plan.Run> runs, Limit limit, double range, double resolution) {
        double own = limit.of(runs.get(0).scenario());
        return new Search(trials, runs, UnaryOperator.identity(), limit)
                .near(new Grid(limit, own, range, resolution), own);
    }

    /** How many pieces of work a plan is, a curve being part of that of its link. */
    public int searches(Plan plan) {
        return work(plan).size();
    }

    /**
     * Searches.
     *
     * @param plan each scenario with its replications
     * @param jobs threads, at least 1
     * @param progress told of each search that is done
     * @return trace by trace and scheme by scheme in the order of the plan; of each the links, the curve's by ascending
     *     downtime limits, then the downtime limit and the DMA rate
     */
    public List<Frontier> of(Plan plan, int jobs, Progress progress) {
        return Crew.perform(work(plan), jobs, progress).stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Callable<List<Frontier>>> work(Plan plan) {
        List<Callable<List<Frontier>>> work = new ArrayList<>();
        for (List<Plan.Run> runs : replications(plan)) {
            if (questions.contains(Question.LINK) || questions.contains(Question.CURVE)) {
                work.add(() -> links(runs));
            }
            if (questions.contains(Question.DOWNTIME_LIMIT)) {
                work.add(() -> List.of(fine(runs, Limit.DOWNTIME_LIMIT)));
            }
            if (questions.contains(Question.DMA_RATE)) {
                work.add(() -> List.of(fine(runs, Limit.DMA_RATE)));
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
        return new Search(trials, runs, UnaryOperator.identity(), limit).fine(grid(runs, limit));
    }

    private Grid grid(List<Plan.Run> runs, Limit limit) {
        return new Grid(limit, limit.of(runs.get(0).scenario()), range, resolution);
    }

    /** The smallest link at the scenario's own downtime limit, and from there on, limit by limit, the curve. */
    private List<Frontier> links(List<Plan.Run> runs) {
        Frontier own = fine(runs, Limit.LINK);
        List<Frontier> found = new ArrayList<>();
        if (questions.contains(Question.LINK)) {
            found.add(own);
        }
        if (questions.contains(Question.CURVE)) {
            List<Frontier> curve = new ArrayList<>(List.of(own.asPointOfCurve()));
            Frontier near = own;
            for (double factor : HARDER_LIMITS) {
                near = at(runs, factor, near);
                curve.add(0, near);
            }
            near = own;
            for (double factor : EASIER_LIMITS) {
                near = at(runs, factor, near);
                curve.add(near);
            }
            found.addAll(curve);
        }
        return found;
    }

    private Frontier at(List<Plan.Run> runs, double factor, Frontier near) {
        double limitMs = runs.get(0).scenario().downtimeLimitMs() * factor;
        return new Search(trials, runs, scenario -> Limit.DOWNTIME_LIMIT.with(scenario, limitMs), Limit.LINK)
                .near(grid(runs, Limit.LINK), near.status() == Frontier.Status.NOWHERE ? near.easiest() : near.value());
    }
}
