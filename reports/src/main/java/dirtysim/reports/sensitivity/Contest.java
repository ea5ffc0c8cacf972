package dirtysim.reports.sensitivity;

import dirtysim.reports.compare.Level;
import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.Map;

/**
 * Two schemes in one measure, and when one of them is ahead of the other: where it is smaller by more than the tie rule
 * allows, and by more than their difference moves when nothing but the phase of the trace changes in which the
 * migration starts. Without the second, a median of three queries would make any parameter turn an order.
 */
final class Contest {
    private final Measure measure;
    private final Study.Runs one;
    private final Study.Runs other;
    private final double chance;

    Contest(Study study, Measure measure, String one, String other) {
        this.measure = measure;
        this.one = study.schemes().get(one);
        this.other = study.schemes().get(other);
        double least = gap(this.one.base(), this.other.base());
        double most = least;
        for (Map.Entry<Integer, RunRecord> phase : this.one.phases().entrySet()) {
            double gap = gap(phase.getValue(), this.other.phases().get(phase.getKey()));
            least = gap < least ? gap : least;
            most = gap > most ? gap : most;
        }
        this.chance = most - least;
    }

    /** By how much the other is greater; NaN where a run is missing or the measure does not apply to both. */
    double gap(RunRecord its, RunRecord others) {
        return its == null || others == null ? Double.NaN : measure.of(others) - measure.of(its);
    }

    /** -1 if the first is ahead in these two runs, 1 if the other is, 0 if neither can be said. */
    int order(RunRecord its, RunRecord others) {
        return Math.abs(gap(its, others)) > chance ? plainOrder(its, others) : 0;
    }

    /** The same by the tie rule alone, for joint samples, where chance evens out over many. */
    int plainOrder(RunRecord its, RunRecord others) {
        double gap = gap(its, others);
        if (Double.isNaN(gap) || Level.level(Grain.whole(measure, its), Grain.whole(measure, others))) {
            return 0;
        }
        return gap > 0 ? -1 : 1;
    }

    /** The order at the base. */
    int baseOrder() {
        return order(one.base(), other.base());
    }

    /** The gap at the base. */
    double baseGap() {
        return gap(one.base(), other.base());
    }
}
