package dirtysim.bench.validate;

import dirtysim.engine.SimTime;
import dirtysim.host.CostModel;
import dirtysim.reports.Check;
import dirtysim.validation.LazyShapes;
import dirtysim.validation.ReplayShapes;
import dirtysim.workloads.Trace;
import dirtysim.workloads.Traces;
import dirtysim.workloads.record.DomainDevices;
import dirtysim.workloads.record.TraceRecords;
import java.util.ArrayList;
import java.util.List;

/**
 * Recorded lazy guests in replay: flush sizes and delays, no reuse of an IOVA before its flush, pages mapped again while a
 * stale translation of them lives, aliasing. Expected is what the recording itself holds. The replay goes through the part
 * between the marks of the workload, which is nearly all of a recording.
 */
final class ShapeChecks {
    private static final double PERCENT = 100;
    private static final double PS_PER_US = 1000.0 * SimTime.PS_PER_NS;

    /** What is left out around the workload, and what traps add to a delay, is far less. */
    private static final double TOLERANCE = 0.05;

    private static final double ALIAS_TOLERANCE_POINTS = 1;

    /** More than any bundled guest has; memory that is never touched costs nothing. */
    private static final long RAM_BYTES = 4L << 30;

    private ShapeChecks() {}

    /** Runs them for every bundled trace of a lazy guest. */
    static List<Check> run() {
        List<Check> checks = new ArrayList<>();
        Traces.bundled().stream()
                .map(bundled -> Traces.open(bundled.name(), false))
                .filter(trace -> trace.workload().lazy())
                .forEach(trace -> checks.addAll(run(trace)));
        return checks;
    }

    /** Runs them for one trace. */
    static List<Check> run(Trace trace) {
        LazyShapes recorded = recorded(trace.records());
        LazyShapes replayed = ReplayShapes.of(trace.workload(), CostModel.defaults(), RAM_BYTES);
        List<Check> checks = new ArrayList<>();
        for (int percent : new int[] {50, 100}) {
            checks.add(relative(
                    trace,
                    "replay_unmaps_per_flush/p" + percent,
                    "unmaps",
                    recorded.unmapsPerFlush(percent),
                    replayed.unmapsPerFlush(percent)));
        }
        for (int percent : new int[] {50, 99}) {
            checks.add(relative(
                    trace,
                    "replay_flush_delay/p" + percent,
                    "us",
                    recorded.delay(percent),
                    replayed.delay(percent) / PS_PER_US));
        }
        checks.add(new Check(trace.name(), "replay_reused_before_flush", "pages", 0, replayed.reusedBeforeFlush(), 0));
        checks.add(relative(
                trace,
                "replay_remapped_while_stale",
                "pages",
                recorded.remappedWhileStale(),
                replayed.remappedWhileStale()));
        checks.add(new Check(
                trace.name(),
                "replay_aliased_maps",
                "%",
                aliasedPercent(recorded),
                aliasedPercent(replayed),
                ALIAS_TOLERANCE_POINTS));
        return checks;
    }

    /** What a whole recording looks like, times in microseconds. */
    static LazyShapes recorded(TraceRecords records) {
        LazyShapes shapes = new LazyShapes();
        DomainDevices domains = DomainDevices.of(records);
        for (int record = 0; record < records.size(); record++) {
            int device = records.device(record);
            long pages = records.length(record) >> 12;
            switch (records.kind(record)) {
                case MAP -> {
                    if (device != TraceRecords.UNATTRIBUTED) {
                        shapes.mapped(device, records.address(record), records.physical(record), pages);
                    }
                }
                case UNMAP -> {
                    if (device != TraceRecords.UNATTRIBUTED) {
                        shapes.unmapped(records.timeUs(record), device, records.address(record), pages);
                    }
                }
                case FLUSH_DOMAIN -> flushed(shapes, records, record, domains.device(records.domain(record)));
                default -> {}
            }
        }
        return shapes;
    }

    private static void flushed(LazyShapes shapes, TraceRecords records, int record, int device) {
        int first = device == DomainDevices.UNKNOWN ? 0 : device;
        int last = device == DomainDevices.UNKNOWN ? records.summary().devices().size() - 1 : device;
        for (int of = first; of <= last; of++) {
            shapes.flushBegins(of);
            shapes.flushEnds(records.timeUs(record), of);
        }
    }

    private static double aliasedPercent(LazyShapes shapes) {
        return PERCENT * shapes.aliasedMaps() / shapes.maps();
    }

    private static Check relative(Trace trace, String quantity, String unit, double expected, double simulated) {
        return new Check(trace.name(), quantity, unit, expected, simulated, expected * TOLERANCE);
    }
}
