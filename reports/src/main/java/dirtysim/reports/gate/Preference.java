package dirtysim.reports.gate;

import java.util.Set;

/** Which way a column's figures are good. */
final class Preference {
    private static final Set<String> INPUTS = Set.of("downtime_limit_ms", "warmup_ms", "start_phase_ms", "start_ms");
    private static final Set<String> COSTS = Set.of(
            "rounds",
            "sent_bytes",
            "lost_pages",
            "false_dirty_pages",
            "missed_dirty_pages",
            "copy_bytes",
            "iotlb_misses",
            "invalidations",
            "guest_slowdown",
            "cpu_slowdown",
            "dma_faults",
            "large_dirty_leaves");
    private static final Set<String> GAINS = Set.of("converged", "precision", "recall");

    private Preference() {}

    /** 1 where more is better, -1 where less is, 0 where neither is. */
    static int of(GateFile file, String column) {
        if (file == GateFile.PARAMETERS || INPUTS.contains(column)) {
            return 0;
        }
        if (GAINS.contains(column)) {
            return 1;
        }
        boolean time = column.endsWith("_ns") || column.contains("_ns_") || column.endsWith("_ms");
        return time || COSTS.contains(column) ? -1 : 0;
    }
}
