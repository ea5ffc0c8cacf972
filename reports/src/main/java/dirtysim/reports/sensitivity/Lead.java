package dirtysim.reports.sensitivity;

import dirtysim.host.Parameter;
import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Which sound schemes are best in a measure at the base, those that nobody is ahead of, and what puts another ahead of all
 * of them.
 *
 * @param study where
 * @param measure which measure
 * @param leaders the best at the base, in the order of the schemes
 * @param samples joint samples
 * @param held in how many of them no other scheme is ahead of all leaders
 * @param upsets parameters that, moved alone, put another scheme ahead of all leaders
 */
public record Lead(Study study, Measure measure, List<String> leaders, int samples, int held, List<Turn> upsets) {
    /** The lead in every measure that applies to at least two sound schemes. */
    public static List<Lead> of(Study study) {
        List<Lead> leads = new ArrayList<>();
        for (Measure measure : Grain.MEASURES) {
            List<String> schemes = study.sound().stream()
                    .filter(scheme ->
                            !Double.isNaN(measure.of(study.schemes().get(scheme).base())))
                    .toList();
            if (schemes.size() > 1) {
                leads.add(lead(study, measure, schemes));
            }
        }
        return leads;
    }

    private static Lead lead(Study study, Measure measure, List<String> schemes) {
        String best = least(study, measure, schemes, Study.Runs::base);
        List<String> leaders = schemes.stream()
                .filter(scheme -> scheme.equals(best) || new Contest(study, measure, best, scheme).baseOrder() == 0)
                .toList();
        List<String> others =
                schemes.stream().filter(scheme -> !leaders.contains(scheme)).toList();
        int held = 0;
        for (int number : study.samples()) {
            BiPredicate<String, String> ahead = (one, other) -> new Contest(study, measure, one, other)
                            .plainOrder(
                                    study.schemes().get(one).joint().get(number),
                                    study.schemes().get(other).joint().get(number))
                    < 0;
            held += overtaking(leaders, others, ahead).isEmpty() ? 1 : 0;
        }
        List<Turn> upsets = new ArrayList<>();
        for (Parameter parameter : study.parameters()) {
            for (double end : Study.ends(parameter)) {
                Function<Study.Runs, RunRecord> there = runs -> runs.at(parameter, end);
                BiPredicate<String, String> ahead = (one, other) -> new Contest(study, measure, one, other)
                                .order(
                                        there.apply(study.schemes().get(one)),
                                        there.apply(study.schemes().get(other)))
                        < 0;
                List<String> overtaking = overtaking(leaders, others, ahead);
                if (!overtaking.isEmpty()) {
                    String first = least(study, measure, overtaking, there);
                    upsets.add(upset(study, measure, parameter, end, leaders, first));
                }
            }
        }
        return new Lead(study, measure, leaders, study.samples().size(), held, List.copyOf(upsets));
    }

    /** Those of the others that are ahead of every leader. */
    private static List<String> overtaking(
            List<String> leaders, List<String> others, BiPredicate<String, String> ahead) {
        return others.stream()
                .filter(other -> leaders.stream().allMatch(leader -> ahead.test(other, leader)))
                .toList();
    }

    private static String least(
            Study study, Measure measure, List<String> schemes, Function<Study.Runs, RunRecord> run) {
        return schemes.stream()
                .min(Comparator.comparingDouble(
                        scheme -> measure.of(run.apply(study.schemes().get(scheme)))))
                .orElseThrow();
    }

    private static Turn upset(
            Study study, Measure measure, Parameter parameter, double end, List<String> leaders, String first) {
        Study.Runs its = study.schemes().get(first);
        double base = Study.valueOf(parameter, its.base());
        double turnsAt = base;
        for (String leader : leaders) {
            Contest contest = new Contest(study, measure, first, leader);
            double gapThere = contest.gap(
                    its.at(parameter, end), study.schemes().get(leader).at(parameter, end));
            double crossing = Turn.crossing(parameter, base, end, contest.baseGap(), gapThere);
            // The last leader to be passed decides; NaN, for a choice, stays NaN.
            turnsAt = Math.abs(crossing - base) < Math.abs(turnsAt - base) ? turnsAt : crossing;
        }
        return new Turn(parameter, base, end, first, turnsAt);
    }
}
