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
 * @param first the scheme that is ahead at the base; the earlier one where they are level
 * @param second the other
 * @param atFirst the measure of the first at the base
 * @param atSecond the measure of the second at the base
 * @param level whether they are level at the base
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
    /** Share of the joint samples in which the second is ahead; NaN without samples. */
    public double reversedShare() {
        return samples == 0 ? Double.NaN : (double) secondAhead / samples;
    }

    /** Whether anything changes the order. */
    public boolean canTurn() {
        return !turns.isEmpty() || secondAhead > 0;
    }

    /** Every pair of sound schemes in every measure that applies to both at the base. */
    public static List<Pairing> of(Study study) {
        List<String> sound = study.sound();
        List<Pairing> pairings = new ArrayList<>();
        for (Measure measure : Grain.MEASURES) {
            for (int i = 0; i < sound.size(); i++) {
                for (int j = i + 1; j < sound.size(); j++) {
                    int order = order(study, measure, sound.get(i), sound.get(j));
                    if (applies(study, measure, sound.get(i)) && applies(study, measure, sound.get(j))) {
                        pairings.add(
                                order > 0
                                        ? pairing(study, measure, sound.get(j), sound.get(i), false)
                                        : pairing(study, measure, sound.get(i), sound.get(j), order == 0));
                    }
                }
            }
        }
        return pairings;
    }

    private static boolean applies(Study study, Measure measure, String scheme) {
        return !Double.isNaN(measure.of(study.schemes().get(scheme).base()));
    }

    private static int order(Study study, Measure measure, String first, String second) {
        return Grain.order(
                Grain.whole(measure, study.schemes().get(first).base()),
                Grain.whole(measure, study.schemes().get(second).base()));
    }

    private static Pairing pairing(Study study, Measure measure, String first, String second, boolean level) {
        Study.Runs one = study.schemes().get(first);
        Study.Runs other = study.schemes().get(second);
        int samples = 0;
        int firstAhead = 0;
        int secondAhead = 0;
        for (int number : study.samples()) {
            double x = Grain.whole(measure, one.joint().get(number));
            double y = Grain.whole(measure, other.joint().get(number));
            int order = Grain.order(x, y);
            samples += Double.isNaN(x) || Double.isNaN(y) ? 0 : 1;
            firstAhead += order < 0 ? 1 : 0;
            secondAhead += order > 0 ? 1 : 0;
        }
        List<Turn> turns = new ArrayList<>();
        for (Parameter parameter : study.parameters()) {
            double base = Study.valueOf(parameter, one.base());
            for (double end : Study.ends(parameter)) {
                RunRecord there = one.at(parameter, end);
                RunRecord otherThere = other.at(parameter, end);
                if (end == base || there == null || otherThere == null) {
                    continue;
                }
                double gap = Grain.whole(measure, other.base()) - Grain.whole(measure, one.base());
                double gapThere = Grain.whole(measure, otherThere) - Grain.whole(measure, there);
                int order = Grain.order(Grain.whole(measure, there), Grain.whole(measure, otherThere));
                if (level && order != 0) {
                    turns.add(new Turn(parameter, base, end, order < 0 ? first : second, Double.NaN));
                } else if (order > 0) {
                    double turnsAt = Turn.crossing(parameter, base, end, gap, gapThere);
                    turns.add(new Turn(parameter, base, end, second, turnsAt));
                }
            }
        }
        return new Pairing(
                study,
                measure,
                first,
                second,
                measure.of(one.base()),
                measure.of(other.base()),
                level,
                samples,
                firstAhead,
                secondAhead,
                List.copyOf(turns));
    }
}
