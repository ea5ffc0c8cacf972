package dirtysim.bench.advise;

import dirtysim.bench.frontier.Trials;
import dirtysim.bench.suite.Plan;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The schemes of one trace, run under changed conditions to see whether the first choice is still that.
 *
 * @param trials runs the scenarios
 * @param runs of each scheme its replications as they were given, in the order of the schemes
 * @param choice the first choice
 */
record Contest(Trials trials, Map<String, List<Plan.Run>> runs, String choice) {
    private static final double PS_PER_MS = 1e9;

    /** How a scheme does under changed conditions. */
    Candidate run(String scheme, UnaryOperator<Scenario> change) {
        return Candidate.of(trials.of(runs.get(scheme), change));
    }

    /** The budget under changed conditions. */
    double budgetPs(UnaryOperator<Scenario> change) {
        return change.apply(runs.get(choice).get(0).scenario()).downtimeLimitMs() * PS_PER_MS;
    }

    /** Why the first choice is that no longer under changed conditions, as a sentence without its full stop; nothing if it is. */
    Optional<String> lost(UnaryOperator<Scenario> change) {
        Candidate chosen = run(choice, change);
        if (chosen.lostPages() > 0) {
            return Optional.of(choice + " loses pages");
        }
        if (!chosen.converged()) {
            return Optional.of(choice + " no longer converges");
        }
        List<Candidate> all = new ArrayList<>();
        for (String scheme : runs.keySet()) {
            Candidate candidate = scheme.equals(choice) ? chosen : run(scheme, change);
            if (candidate.lostPages() == 0) {
                all.add(candidate);
            }
        }
        double budgetPs = budgetPs(change);
        return RankingRule.dropped(chosen, all, budgetPs)
                .map(dropped -> RankingRule.rank(all, budgetPs).get(0).get(0).scheme() + " comes first; of " + choice
                        + " then, " + dropped.by().behind(chosen, dropped.better(), budgetPs));
    }
}
