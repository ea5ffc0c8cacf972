package dirtysim.bench.advise;

import dirtysim.bench.frontier.Bisection;
import dirtysim.bench.frontier.Grid;
import dirtysim.reports.frontier.Limit;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * How far link, downtime limit and DMA rate may move, one at a time and in both directions, before the first choice stops
 * converging, loses a page, or another scheme comes before it by {@link RankingRule}. Searched as a frontier is, but over a
 * narrower range and more coarsely, and without looking around the edge: at each value all schemes are run.
 */
final class Margins {
    /** How many times more and less is tried. */
    static final double RANGE = 4;

    /** Greatest ratio of two neighbouring values. */
    static final double RESOLUTION = 1.1;

    private static final int STEP = 4;

    private Margins() {}

    /** The searches, each of them sequential; a limit that is 0 has no margin. */
    static List<Callable<Margin>> of(Contest contest) {
        Scenario scenario = contest.runs().get(contest.choice()).get(0).scenario();
        List<Callable<Margin>> searches = new ArrayList<>();
        for (Limit limit : Limit.values()) {
            if (limit.of(scenario) > 0) {
                searches.add(() -> search(contest, limit, scenario, true));
                searches.add(() -> search(contest, limit, scenario, false));
            }
        }
        return searches;
    }

    private static Margin search(Contest contest, Limit limit, Scenario scenario, boolean less) {
        double own = limit.of(scenario);
        Grid grid = new Grid(limit, own, RANGE, RESOLUTION);
        int sign = limit.lessIsHarder() == less ? 1 : -1;
        int far = sign > 0 ? grid.hardest() : -grid.easiest();
        Bisection bisection = new Bisection(
                0,
                far,
                place -> contest.lost(given -> limit.with(given, grid.value(sign * place)))
                        .isEmpty());
        bisection.search(0, STEP);
        int holds = bisection.edge().orElse(0);
        if (bisection.failure().isEmpty()) {
            return new Margin(limit, less, own, grid.value(sign * holds), Double.NaN, "");
        }
        double breaks = grid.value(sign * bisection.failure().getAsInt());
        return new Margin(
                limit,
                less,
                own,
                grid.value(sign * holds),
                breaks,
                contest.lost(given -> limit.with(given, breaks)).orElseThrow());
    }
}
