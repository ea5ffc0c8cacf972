package dirtysim.bench.advise;

import dirtysim.host.CostModel;
import dirtysim.host.HostProfile;
import dirtysim.host.InputException;
import dirtysim.host.Parameter;
import dirtysim.host.Parameters;
import dirtysim.reports.sensitivity.Study;
import dirtysim.scenario.Scenario;
import dirtysim.tracking.Requirements;
import dirtysim.tracking.Schemes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/**
 * Which assumptions the comparison of two schemes depends on: each parameter of that status is moved alone to the ends of its
 * range, or to every other choice, and both are run there.
 */
final class Assumptions {
    private Assumptions() {}

    /**
     * The searches, one a parameter; those that find no dependence answer with nothing.
     *
     * @param schemes the first choice and, if there is one, the next
     */
    static List<Callable<Optional<Assumption>>> of(Contest contest, List<String> schemes) {
        Scenario scenario = contest.runs().get(schemes.get(0)).get(0).scenario();
        List<Parameter> declared = Parameters.declared();
        double[] used = Parameters.values(scenario.costs());
        List<Callable<Optional<Assumption>>> searches = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            Parameter parameter = declared.get(i);
            double value = used[i];
            if (status(parameter, scenario.profile()) == Parameter.Status.ASSUMPTION) {
                searches.add(() -> search(contest, schemes, parameter, value));
            }
        }
        return searches;
    }

    private static Parameter.Status status(Parameter parameter, HostProfile profile) {
        return profile.value(parameter.key()).map(HostProfile.Value::status).orElse(parameter.status());
    }

    private static Optional<Assumption> search(
            Contest contest, List<String> schemes, Parameter parameter, double used) {
        double budgetPs = contest.budgetPs(UnaryOperator.identity());
        List<Candidate> base = schemes.stream()
                .map(scheme -> contest.run(scheme, UnaryOperator.identity()))
                .toList();
        List<String> moves = new ArrayList<>();
        List<String> turns = new ArrayList<>();
        for (double end : Study.ends(parameter)) {
            Optional<UnaryOperator<Scenario>> change = change(contest, schemes, parameter, end);
            if (end == used || change.isEmpty()) {
                continue;
            }
            List<Candidate> moved = schemes.stream()
                    .map(scheme -> contest.run(scheme, change.get()))
                    .toList();
            for (int i = 0; i < base.size(); i++) {
                if (differs(base.get(i), moved.get(i), budgetPs) && !moves.contains(schemes.get(i))) {
                    moves.add(schemes.get(i));
                }
            }
            List<List<String>> ranks = ranks(moved, budgetPs);
            if (!ranks.equals(ranks(base, budgetPs))) {
                turns.add("at " + Parameters.text(parameter, end) + " " + outcome(ranks, schemes));
            }
        }
        return moves.isEmpty() && turns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Assumption(parameter, used, moves, turns));
    }

    /** Sets the parameter, unless the model refuses the value. */
    private static Optional<UnaryOperator<Scenario>> change(
            Contest contest, List<String> schemes, Parameter parameter, double value) {
        Map<String, String> setting = Map.of(parameter.key(), Parameters.text(parameter, value));
        try {
            for (String scheme : schemes) {
                Scenario scenario = contest.runs().get(scheme).get(0).scenario();
                CostModel costs = Parameters.with(scenario.costs(), setting, parameter.key());
                Requirements.check(Schemes.create(scheme), scenario.capabilities(), costs, scenario.leaves());
            }
        } catch (InputException e) {
            return Optional.empty();
        }
        return Optional.of(scenario -> scenario.change()
                .costs(Parameters.with(scenario.costs(), setting, parameter.key()))
                .build());
    }

    private static boolean differs(Candidate one, Candidate other, double budgetPs) {
        return one.lostPages() > 0 != other.lostPages() > 0
                || !RankingRule.level(one, other, budgetPs)
                || Math.abs(one.downtimePs() - other.downtimePs())
                        > RankingRule.SHARE * Math.min(one.downtimePs(), other.downtimePs());
    }

    private static String outcome(List<List<String>> ranks, List<String> schemes) {
        List<String> losing = schemes.stream()
                .filter(scheme -> ranks.stream().noneMatch(rank -> rank.contains(scheme)))
                .toList();
        if (!losing.isEmpty()) {
            return String.join(" and ", losing) + (losing.size() == 1 ? " loses pages" : " lose pages");
        }
        return ranks.size() == 1 ? "the two tie" : ranks.get(0).get(0) + " comes first";
    }

    /** Schemes by rank; one that lost pages has none. */
    private static List<List<String>> ranks(List<Candidate> candidates, double budgetPs) {
        List<Candidate> sound = candidates.stream()
                .filter(candidate -> candidate.lostPages() == 0)
                .toList();
        return RankingRule.rank(sound, budgetPs).stream()
                .map(rank -> rank.stream().map(Candidate::scheme).toList())
                .toList();
    }
}
