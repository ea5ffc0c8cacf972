package dirtysim.reports.sensitivity;

import dirtysim.reports.compare.Measure;
import dirtysim.scenario.RunRecord;
import java.util.List;

/** What is measured, and what its shares are of. */
public final class Grain {
    /** The measures that are studied. Lost pages are none: a scheme that loses any is not compared. */
    public static final List<Measure> MEASURES = List.of(
            Measure.DOWNTIME,
            Measure.TOTAL,
            Measure.SLOWDOWN,
            Measure.HOST_CPU,
            Measure.FLUSH_UNMAP_P50,
            Measure.FLUSH_UNMAP_TOTAL,
            Measure.FLUSH_QUERY_P50,
            Measure.COPY_P50,
            Measure.SENT,
            Measure.FALSE_DIRTY);

    private Grain() {}

    /**
     * What shares and orders are taken of: the value itself, but the guest's whole time where a measure is what was added
     * to it. NaN where it does not apply.
     */
    static double whole(Measure measure, RunRecord run) {
        return whole(measure, measure.of(run));
    }

    static double whole(Measure measure, double value) {
        return measure == Measure.SLOWDOWN ? value + 100 : value;
    }
}
