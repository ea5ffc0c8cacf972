package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.compare.DowntimePart;
import dirtysim.reports.compare.OperationTime;
import dirtysim.reports.text.Exact;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code results.csv}: a row a run, in the order given. The columns up to {@code events} are a contract under their
 * names and in their order; those after it may grow. A field is empty where it does not apply: quantiles of what never
 * happened, precision and recall of a scheme that reported nothing.
 */
public final class ResultsCsv {
    static final List<Column<RunRecord>> COLUMNS = columns();

    private ResultsCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<RunRecord> runs) {
        return CsvTable.render(COLUMNS, runs);
    }

    /** The row of one run: text by column, in their order. As in the file, but that no text is guarded against spreadsheets. */
    public static Map<String, String> figures(RunRecord run) {
        Map<String, String> figures = new LinkedHashMap<>();
        COLUMNS.forEach(column -> figures.put(column.name(), column.text().apply(run)));
        return figures;
    }

    private static List<Column<RunRecord>> columns() {
        List<Column<RunRecord>> columns = new ArrayList<>();
        scenario(columns);
        outcome(columns);
        latency(columns, "flush_unmap", run -> run.costs().flushUnmap());
        latency(columns, "flush_query", run -> run.costs().flushQuery());
        latency(columns, "copy", run -> run.costs().copy());
        add(columns, "copy_bytes", run -> whole(run.costs().copyBytes()));
        add(columns, "iotlb_hits", run -> whole(run.hardware().iotlbHits()));
        add(columns, "iotlb_misses", run -> whole(run.hardware().iotlbMisses()));
        add(columns, "invalidations", run -> whole(run.hardware().invalidations()));
        add(columns, "guest_slowdown", run -> Exact.decimals(run.guest().slowdown(), 6));
        add(columns, "host_cpu_ms", run -> Exact.ms(run.hostCpuPs()));
        add(columns, "events", run -> whole(run.events()));
        further(columns);
        return List.copyOf(columns);
    }

    private static void scenario(List<Column<RunRecord>> columns) {
        add(columns, "suite", run -> run.scenario().suite());
        add(columns, "scenario", run -> run.scenario().name());
        add(columns, "scheme", run -> run.scenario().scheme());
        add(columns, "trace", run -> run.scenario().trace());
        add(columns, "seed", run -> whole(run.scenario().seed()));
        add(columns, "ram_bytes", run -> whole(run.scenario().ramBytes()));
        add(columns, "link_bytes_per_s", run -> whole(run.scenario().linkBytesPerSecond()));
        add(columns, "downtime_limit_ms", run -> Exact.decimals(run.scenario().downtimeLimitMs(), 3));
    }

    private static void outcome(List<Column<RunRecord>> columns) {
        add(columns, "converged", run -> Boolean.toString(run.migration().converged()));
        add(columns, "rounds", run -> whole(run.rounds().size()));
        add(columns, "total_ms", run -> Exact.ms(run.migration().totalPs()));
        add(columns, "downtime_ms", run -> Exact.ms(run.migration().downtimePs()));
        add(columns, "sent_bytes", run -> whole(run.migration().sentBytes()));
        add(columns, "lost_pages", run -> whole(run.tracking().lostPages()));
        add(columns, "false_dirty_pages", run -> whole(run.tracking().falseDirtyPages()));
        add(columns, "dirty_pages", run -> whole(run.tracking().dirtyPages()));
        add(columns, "precision", run -> Exact.decimals(run.tracking().precision(), 6));
        add(columns, "recall", run -> Exact.decimals(run.tracking().recall(), 6));
        add(columns, "map_ops", run -> whole(run.guest().mapOps()));
        add(columns, "unmap_ops", run -> whole(run.guest().unmapOps()));
        add(columns, "dma_write_pages", run -> whole(run.guest().dmaWritePages()));
    }

    private static void latency(
            List<Column<RunRecord>> columns, String name, Function<RunRecord, LatencySummary> summary) {
        add(columns, name + "_count", run -> whole(summary.apply(run).count()));
        add(columns, name + "_ns_p50", run -> quantile(summary.apply(run), LatencySummary::p50Ps));
        add(columns, name + "_ns_p99", run -> quantile(summary.apply(run), LatencySummary::p99Ps));
        add(columns, name + "_ns_total", run -> Exact.ns(summary.apply(run).totalPs()));
    }

    private static void further(List<Column<RunRecord>> columns) {
        add(columns, "time_scale", run -> Exact.decimals(run.scenario().timeScale(), 6));
        add(columns, "warmup_ms", run -> Exact.decimals(run.scenario().warmupMs(), 3));
        add(columns, "max_rounds", run -> whole(run.scenario().maxRounds()));
        add(
                columns,
                "cpu_dirty_pages_per_s",
                run -> Exact.decimals(run.scenario().cpuDirtyPagesPerSecond(), 3));
        add(columns, "cpu_working_set_bytes", run -> whole(run.scenario().cpuWorkingSetBytes()));
        add(columns, "lazy_under_shadow", run -> Boolean.toString(run.scenario().lazyUnderShadow()));
        add(columns, "true_dirty_pages", run -> whole(run.tracking().trueDirtyPages()));
        add(columns, "missed_dirty_pages", run -> whole(run.tracking().missedDirtyPages()));
        add(columns, "dma_read_pages", run -> whole(run.guest().dmaReadPages()));
        add(columns, "dma_faults", run -> whole(run.guest().dmaFaults()));
        add(columns, "state_hash", run -> Exact.hash(run.stateHash()));
        add(columns, "cpu_log", run -> run.scenario().cpuLogging().kind().id());
        add(columns, "cpu_log_clear", run -> run.scenario().cpuLogging().clearing());
        add(columns, "vcpus", run -> whole(run.scenario().cpuLogging().vcpus()));
        add(columns, "cpu_slowdown", run -> Exact.decimals(run.guest().cpuSlowdown(), 6));
        add(columns, "profile", run -> run.scenario().profile().name());
        add(columns, "leaf_size", run -> run.scenario().leaves().largest().id());
        add(columns, "leaf_split", run -> run.scenario().leaves().splitForTracking() ? "at-start" : "never");
        add(columns, "hand_over", run -> run.scenario().handOver().id());
        add(columns, "leaf_split_ms", run -> duration(run.leaves().splitPs()));
        add(columns, "leaf_collapse_ms", run -> duration(run.leaves().collapsePs()));
        add(columns, "large_dirty_leaves", run -> whole(run.leaves().largeDirty()));
        latency(columns, "map_trap", run -> run.costs().mapTrap());
        latency(columns, "unmap_trap", run -> run.costs().unmapTrap());
        for (OperationTime operation : OperationTime.values()) {
            for (String part : OperationTime.PARTS) {
                add(columns, operation.id() + "_" + part + "_ns", run -> Exact.ns(operation.partPs(run, part)));
            }
        }
        add(columns, "warmup_rule", run -> run.scenario().warmUpRule().id());
        add(columns, "start_phase_ms", run -> Exact.decimals(run.scenario().startPhaseMs(), 6));
        for (DowntimePart part : DowntimePart.values()) {
            add(columns, "downtime_" + part.id() + "_ms", run -> Exact.ms(part.ps(run)));
        }
    }

    private static void add(List<Column<RunRecord>> columns, String name, Function<RunRecord, String> text) {
        columns.add(new Column<>(name, text));
    }

    private static String duration(long ps) {
        return ps == 0 ? "" : Exact.ms(ps);
    }

    private static String whole(long value) {
        return Long.toString(value);
    }

    private static String quantile(LatencySummary summary, Function<LatencySummary, Long> ps) {
        return summary.count() == 0 ? "" : Exact.ns(ps.apply(summary));
    }
}
