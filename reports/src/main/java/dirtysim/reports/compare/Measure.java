package dirtysim.reports.compare;

import dirtysim.reports.text.Unit;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** A figure of a run that schemes are compared by. Smaller is better in all but {@link #PRECISION} and {@link #RECALL}. */
public enum Measure {
    /** Pages stale on the destination. */
    LOST(
            "Lost pages",
            "Pages of 4 KiB that were stale on the destination when the guest resumed. Anything but zero is data loss.",
            Unit.COUNT,
            run -> run.tracking().lostPages()),
    /** Time from start to resumption. */
    TOTAL(
            "Total migration time",
            "From the start of the migration to the guest's resumption on the destination.",
            Unit.TIME,
            run -> run.migration().totalPs()),
    /** Pause of the guest. */
    DOWNTIME(
            "Downtime",
            "From stopping the vCPUs to the guest's resumption. Its parts are drawn under Convergence.",
            Unit.TIME,
            run -> run.migration().downtimePs()),
    /** Load on the link. */
    SENT(
            "Bytes sent",
            "Bytes put on the migration link, all rounds together. No scheme that starts with a bulk pass can send"
                    + " less than the guest's RAM.",
            Unit.BYTES,
            run -> run.migration().sentBytes()),
    /** Pages sent for nothing. */
    FALSE_DIRTY(
            "False dirty pages",
            "Pages sent again although the destination's copy was current: the price of a scheme that marks more"
                    + " than was written. Harmless to data, costly to the link.",
            Unit.COUNT,
            run -> run.tracking().falseDirtyPages()),
    /** Delay of the guest's drivers. */
    SLOWDOWN(
            "Guest slowdown",
            "Extra time that the guest's map and unmap calls took over the recorded (scaled) time, averaged over its"
                    + " CPUs. 0 % is undisturbed.",
            Unit.PERCENT,
            run -> run.guest().slowdown() * 100 - 100),
    /** Median flush at an unmap. */
    FLUSH_UNMAP_P50(
            "Flush at unmap, median",
            "Moving the dirty state of the range out before a mapping is torn down; half of the unmaps took less. The"
                    + " guest's driver waits for it. \"none\" is a scheme that has nothing to flush at an unmap.",
            Unit.TIME,
            quantile(run -> run.costs().flushUnmap(), LatencySummary::p50Ps)),
    /** Slow flushes at an unmap. */
    FLUSH_UNMAP_P99(
            "Flush at unmap, 99th percentile",
            "As above, for the slowest unmap in a hundred: what a tail latency of the guest is made of.",
            Unit.TIME,
            quantile(run -> run.costs().flushUnmap(), LatencySummary::p99Ps)),
    /** All flushes at unmaps together. */
    FLUSH_UNMAP_TOTAL(
            "Flush at unmap, all together",
            "The sum over all unmaps of the run. A scheme that marks at map time or scans at a query pays here"
                    + " nothing, and elsewhere more.",
            Unit.TIME,
            run -> run.costs().flushUnmap().totalPs()),
    /** Median flush at a query. */
    FLUSH_QUERY_P50(
            "Flush at query, median",
            "Moving the dirty state into the bitmap when the migration asks for it, invalidation included; once a"
                    + " round. The last one is part of the downtime.",
            Unit.TIME,
            quantile(run -> run.costs().flushQuery(), LatencySummary::p50Ps)),
    /** Median copy of the bitmap. */
    COPY_P50(
            "Bitmap copy, median",
            "Handing the bitmap to user space, from start to end, once a query. It grows with RAM, not with dirt.",
            Unit.TIME,
            quantile(run -> run.costs().copy(), LatencySummary::p50Ps)),
    /** CPU time of the host. */
    HOST_CPU(
            "Host CPU time",
            "CPU time that the host was charged for exits, VMM, driver, scan and copy. Where it went is drawn in the"
                    + " chart after this.",
            Unit.TIME,
            RunRecord::hostCpuPs),
    /** Reported pages that had been written. */
    PRECISION(
            "Precision",
            "Share of the pages that a scheme reported that a device had written since the query before. Larger is"
                    + " better. \"none\" is a scheme that reported nothing.",
            Unit.PERCENT,
            run -> run.tracking().precision() * 100),
    /** Written pages that were reported. */
    RECALL(
            "Recall",
            "Share of the pages that a device wrote that the scheme reported. Larger is better; what is missing was"
                    + " missed, though not lost where the last round sent it for another reason.",
            Unit.PERCENT,
            run -> run.tracking().recall() * 100);

    private final String title;
    private final String reading;
    private final Unit unit;
    private final ToDoubleFunction<RunRecord> value;

    Measure(String title, String reading, Unit unit, ToDoubleFunction<RunRecord> value) {
        this.title = title;
        this.reading = reading;
        this.unit = unit;
        this.value = value;
    }

    /** Heading, such as "Downtime". */
    public String title() {
        return title;
    }

    /** How to read it, in a sentence or two. */
    public String reading() {
        return reading;
    }

    /** Unit of {@link #of}. */
    public Unit unit() {
        return unit;
    }

    /** Whether a smaller figure is the better one. */
    public boolean lowerIsBetter() {
        return this != PRECISION && this != RECALL;
    }

    /** Stable name for links: {@code flush-unmap-p50}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Value in a run; NaN where it does not apply, such as the median of what never happened. */
    public double of(RunRecord run) {
        return value.applyAsDouble(run);
    }

    private static ToDoubleFunction<RunRecord> quantile(
            Function<RunRecord, LatencySummary> summary, ToLongFunction<LatencySummary> quantile) {
        return run -> {
            LatencySummary found = summary.apply(run);
            return found.count() == 0 ? Double.NaN : quantile.applyAsLong(found);
        };
    }
}
