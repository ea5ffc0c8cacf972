package dirtysim.reports.compare;

import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.RunRecord.Elapsed;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** What a run's time is broken down by: an operation, whose elapsed time is the sum of {@link #PARTS parts}. */
public enum OperationTime {
    /** What tracking adds to unmaps. */
    FLUSH(
            "flush at an unmap",
            "What tracking added to the guest's unmaps: the scheme's script, without what unmapping the range costs anyway"
                    + " and without the invalidation that ends it.",
            run -> run.costs().flushUnmap(),
            Elapsed::flushPs),
    /** Queries. */
    QUERY(
            "flush at a query",
            "The scheme's queries, one a round: dirty state moved into the bitmap. Handing the bitmap over is not"
                    + " part of it.",
            run -> run.costs().flushQuery(),
            Elapsed::queryPs),
    /** Handing bitmaps over. */
    COPY(
            "copy",
            "Handing the bitmap over to user space, once a query.",
            run -> run.costs().copy(),
            Elapsed::copyPs),
    /** Maps that trap. */
    MAP(
            "map",
            "The guest's maps that trapped, from VM exit to return, with what the scheme does at a map. Nothing traps where the"
                    + " guest owns its tables.",
            run -> run.costs().mapTrap(),
            Elapsed::mapPs),
    /** Unmaps that trap. */
    UNMAP(
            "unmap",
            "The guest's unmaps and lazy flushes that trapped, from VM exit to return, without what stands under flush"
                    + " at an unmap.",
            run -> run.costs().unmapTrap(),
            Elapsed::unmapPs);

    /** The kind of waiting: for locks, for the invalidation queue, for memory. */
    public static final String WAIT = "wait";
    /** What is of no kind in particular. */
    public static final String OTHER = "other";
    /** Kinds of parts. */
    public static final List<String> PARTS = List.of(
            "walk", "clear", "translate", "invalidate", WAIT, "copy", "mark", "exit", "ioctl", "pin", "table", OTHER);

    private final String title;
    private final String reading;
    private final Function<RunRecord, LatencySummary> latency;
    private final ToLongFunction<Elapsed> elapsed;

    OperationTime(
            String title,
            String reading,
            Function<RunRecord, LatencySummary> latency,
            ToLongFunction<Elapsed> elapsed) {
        this.title = title;
        this.reading = reading;
        this.latency = latency;
        this.elapsed = elapsed;
    }

    /** What the operation is called within a sentence. */
    public String title() {
        return title;
    }

    /** What it is, in a sentence or two. */
    public String reading() {
        return reading;
    }

    /** Stable name: {@code flush}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of it in a run, in picoseconds: the sum of the parts. */
    public long totalPs(RunRecord run) {
        return latency.apply(run).totalPs();
    }

    /** One of {@link #PARTS} in a run, in picoseconds. */
    public long partPs(RunRecord run, String part) {
        return part.equals(OTHER)
                ? sumPs(run, spent -> spent.part().equals(OTHER) || !PARTS.contains(spent.part()))
                : sumPs(run, spent -> spent.part().equals(part));
    }

    private long sumPs(RunRecord run, Predicate<RunRecord.Spent> which) {
        return run.costs().breakdown().stream()
                .filter(which)
                .mapToLong(spent -> elapsed.applyAsLong(spent.elapsed()))
                .sum();
    }
}
