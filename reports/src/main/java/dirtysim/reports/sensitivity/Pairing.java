package dirtysim.reports.sensitivity;

import dirtysim.host.Parameter;
import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The order of two sound schemes in one measure, and what changes it.
 *
 * @param study where
 * @param measure which measure
 * @param first the scheme that is ahead at the base; the earlier one where neither is
 * @param second the other
 * @param atFirst the measure of the first at the base
 * @param atSecond the measure of the second at the base
 * @param level whether neither is ahead at the base
 * @param samples joint samples in which the measure applies to both
 * @param firstAhead how many of them have the first ahead
 * @param secondAhead how many of them have the second ahead; they are level in the others
 * @param turns parameters that, moved alone, put the second ahead or, where they were level, either
 */
public record Pairing(
        Study study,
        Measure measure,
        String first,
        String second,
        double atFirst,
        double atSecond,
        boolean level,
        int samples,
        int firstAhead,
        int secondAhead,
        List<Turn> turns) {
    /** Every pair of sound schemes in every measure that applies to both at the base. */
    public static List<Pairing> of(Study study) {
        List<String> sound = study.sound();
        List<Pairing> pairings = new ArrayList<>();
        for (Measure measure : Grain.MEASURES) {
            for (int i = 0; i < sound.size(); i++) {
                for (int j = i + 1; j < sound.size(); j++) {
                    Contest contest = new Contest(study, measure, sound.get(i), sound.get(j));
                    if (!Double.isNaN(contest.baseGap())) {
                        pairings.add(
                                contest.baseOrder() > 0
                                        ? pairing(study, measure, sound.get(j), sound.get(i))
                                        : pairing(study, measure, sound.get(i), sound.get(j)));
                    }
                }
            }
        }
        return pairings;
    }

    private static Pairing pairing(Study study, Measure measure, String first, String second) {
        Study.Runs one = study.schemes().get(first);
        Study.Runs other = study.schemes().get(second);
        Contest contest = new Contest(study, measure, first, second);
        int samples = 0;
        int firstAhead = 0;
        int secondAhead = 0;
        for (int number : study.samples()) {
            RunRecord its = one.joint().get(number);
            RunRecord others = other.joint().get(number);
            int order = contest.plainOrder(its, others);
            samples += Double.isNaN(contest.gap(its, others)) ? 0 : 1;
            firstAhead += order < 0 ? 1 : 0;
            secondAhead += order > 0 ? 1 : 0;
        }
        return new Pairing(
                study,
                measure,
                first,
                second,
                measure.of(one.base()),
                measure.of(other.base()),
                contest.baseOrder() == 0,
                samples,
                firstAhead,
                secondAhead,
                turns(study, contest, first, second));
    }

    private static List<Turn> turns(Study study, Contest contest, String first, String second) {
        Study.Runs one = study.schemes().get(first);
        Study.Runs other = study.schemes().get(second);
        boolean level = contest.baseOrder() == 0;
        List<Turn> turns = new ArrayList<>();
        for (Parameter parameter : study.parameters()) {
            double base = Study.valueOf(parameter, one.base());
            for (double end : Study.ends(parameter)) {
                RunRecord its = one.at(parameter, end);
                RunRecord others = other.at(parameter, end);
                int order = contest.order(its, others);
                if (order > 0 || order < 0 && level) {
                    double turnsAt = level
                            ? Double.NaN
                            : Turn.crossing(parameter, base, end, contest.baseGap(), contest.gap(its, others));
                    turns.add(new Turn(parameter, base, end, order > 0 ? second : first, turnsAt));
                }
            }
        }
        return List.copyOf(turns);
    }
}
