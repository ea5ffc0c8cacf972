package dirtysim.bench.frontier;

import dirtysim.bench.suite.Plan;
import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.Limit;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * Where one scheme on one trace stops converging as one limit is moved. Sequential; many searches may share their trials.
 *
 * @param trials runs the scenarios
 * @param runs the scenario as it was given, a run a replication
 * @param conditions what is changed in it before the limit is moved
 * @param limit what is moved
 */
record Search(Trials trials, List<Plan.Run> runs, UnaryOperator<Scenario> conditions, Limit limit) {
    private static final double PS_PER_MS = 1e9;
    private static final double PS_PER_S = 1e12;

    /** How far to look around an edge, in places: at 2 % a place about 4, 13 and 43 % off. */
    private static final int[] PROBES = {2, 6, 18};

    /** How far the first step goes, in places: at 2 % a place 37 % off. */
    private static final int STEP = 16;

    private static final int SHORT_STEP = 4;

    /** Looks from the scenario's own value on, and around the edge. */
    Frontier fine(Grid grid) {
        return search(grid, 0, STEP, PROBES, false);
    }

    /** Looks from a value near which the edge is expected, and does not look around it. */
    Frontier near(Grid grid, double near) {
        return search(grid, grid.nearest(near), SHORT_STEP, new int[0], true);
    }

    private Frontier search(Grid grid, int first, int step, int[] probes, boolean curve) {
        int[] losing = new int[1];
        Bisection bisection = new Bisection(grid.easiest(), grid.hardest(), place -> {
            List<RunRecord> records = at(grid.value(place));
            losing[0] += (int) records.stream()
                    .filter(record -> record.tracking().lostPages() > 0)
                    .count();
            return records.stream().allMatch(record -> record.migration().converged());
        });
        bisection.search(first, step, probes);
        OptionalInt edge = bisection.edge();
        OptionalInt failure = bisection.failure();
        Frontier.Status status = edge.isEmpty()
                ? Frontier.Status.NOWHERE
                : failure.isEmpty() ? Frontier.Status.WHOLE_RANGE : Frontier.Status.FOUND;
        return new Frontier(
                conditions.apply(runs.get(0).scenario()),
                limit,
                curve,
                status,
                value(grid, edge),
                value(grid, failure),
                value(grid, bisection.again()),
                grid.value(grid.easiest()),
                grid.value(grid.hardest()),
                grid.ratio(),
                bisection.looks() * runs.size(),
                runs.size(),
                losing[0],
                edge.isEmpty() ? null : figures(at(grid.value(edge.getAsInt()))));
    }

    private List<RunRecord> at(double value) {
        return trials.of(runs, scenario -> limit.with(conditions.apply(scenario), value));
    }

    private static double value(Grid grid, OptionalInt place) {
        return place.isEmpty() ? Double.NaN : grid.value(place.getAsInt());
    }

    private static Frontier.At figures(List<RunRecord> records) {
        return new Frontier.At(
                records.stream()
                        .mapToLong(record -> record.tracking().lostPages())
                        .max()
                        .orElseThrow(),
                mean(records, record -> record.migration().totalPs()),
                mean(records, record -> record.migration().downtimePs()),
                mean(records, Search::dmaPagesPerSecond));
    }

    /** Devices write from the start of the replay until the guest is stopped. */
    private static double dmaPagesPerSecond(RunRecord record) {
        double ranPs = record.scenario().startMs() * PS_PER_MS
                + record.migration().totalPs()
                - record.migration().downtimePs();
        return record.guest().dmaWritePages() / (ranPs / PS_PER_S);
    }

    private static double mean(List<RunRecord> records, ToDoubleFunction<RunRecord> figure) {
        return records.stream().mapToDouble(figure).average().orElseThrow();
    }
}
