package dirtysim.reports.compare;

import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A figure of a run whose growth with size is studied; all are times. */
public enum Growing {
    /** Median flush at an unmap. */
    FLUSH_UNMAP_P50("Flush at unmap, median", "flush at unmap", Measure.FLUSH_UNMAP_P50::of),
    /** Mean flush at an unmap. */
    FLUSH_UNMAP_MEAN("Flush at unmap, mean", "mean flush at unmap", Growing::perUnmap),
    /** Median flush at a query. */
    FLUSH_QUERY_P50("Flush at query, median", "flush at query", Measure.FLUSH_QUERY_P50::of),
    /** Slowest flush at a query: that of the first, which finds what was written during the bulk pass. */
    FLUSH_QUERY_MAX("Flush at query, slowest", "slowest flush at query", Growing::slowestQuery),
    /** Median copy of the bitmap. */
    COPY_P50("Bitmap copy, median", "bitmap copy", Measure.COPY_P50::of),
    /** Pause of the guest. */
    DOWNTIME("Downtime", "downtime", Measure.DOWNTIME::of);

    private final String title;
    private final String shortly;
    private final ToDoubleFunction<RunRecord> value;

    Growing(String title, String shortly, ToDoubleFunction<RunRecord> value) {
        this.title = title;
        this.shortly = shortly;
        this.value = value;
    }

    /** Stable name for links and files: {@code flush-query-p50}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Heading. */
    public String title() {
        return title;
    }

    /** The same, for a sentence. */
    public String shortly() {
        return shortly;
    }

    /** Unit of {@link #of}. */
    public Unit unit() {
        return Unit.TIME;
    }

    /** Value in a run; NaN where it does not apply. */
    public double of(RunRecord run) {
        return value.applyAsDouble(run);
    }

    private static double slowestQuery(RunRecord run) {
        return run.costs().flushQuery().count() == 0
                ? Double.NaN
                : run.costs().flushQuery().maxPs();
    }

    private static double perUnmap(RunRecord run) {
        long flushes = run.costs().flushUnmap().count();
        return flushes == 0 ? Double.NaN : (double) run.costs().flushUnmap().totalPs() / flushes;
    }
}
