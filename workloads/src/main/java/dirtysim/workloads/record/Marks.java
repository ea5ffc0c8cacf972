package dirtysim.workloads.record;

/** The marks that a recording script writes to {@code trace_marker} around the part worth replaying. */
public final class Marks {
    /** How the mark at the begin of the workload begins. */
    public static final String WORKLOAD_BEGIN = "T_WORKLOAD_BEGIN";
    /** How the mark at its end begins. */
    public static final String WORKLOAD_END = "T_WORKLOAD_END";

    private Marks() {}

    /** The first mark that begins with {@code T_WORKLOAD_BEGIN}, or -1. */
    public static int workloadBegin(TraceRecords records) {
        return first(records, WORKLOAD_BEGIN, 0);
    }

    /** The first mark after that which begins with {@code T_WORKLOAD_END}, or -1. */
    public static int workloadEnd(TraceRecords records) {
        return first(records, WORKLOAD_END, Math.max(0, workloadBegin(records)));
    }

    private static int first(TraceRecords records, String text, int from) {
        for (int record = from; record < records.size(); record++) {
            if (records.kind(record) == RecordKind.MARK
                    && records.markText(record).startsWith(text)) {
                return record;
            }
        }
        return -1;
    }
}
