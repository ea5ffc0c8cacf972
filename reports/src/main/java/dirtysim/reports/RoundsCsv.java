package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.text.Exact;
import dirtysim.scenario.RoundRecord;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code rounds.csv}: a row a migration round, runs and rounds in the order given. The columns up to {@code copy_ns}
 * are a contract under their names and in their order; those after it may grow.
 */
public final class RoundsCsv {
    private record Row(RunRecord run, RoundRecord round) {}

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("scenario", row -> row.run().scenario().name()),
            new Column<>("scheme", row -> row.run().scenario().scheme()),
            new Column<>("trace", row -> row.run().scenario().trace()),
            new Column<>("seed", row -> Long.toString(row.run().scenario().seed())),
            new Column<>("round", row -> Integer.toString(row.round().round())),
            new Column<>("start_ms", row -> Exact.ms(row.round().startPs())),
            new Column<>("duration_ms", row -> Exact.ms(row.round().durationPs())),
            new Column<>("dirty_pages", row -> Long.toString(row.round().dirtyPages())),
            new Column<>("dma_dirty_pages", row -> Long.toString(row.round().dmaDirtyPages())),
            new Column<>("sent_bytes", row -> Long.toString(row.round().sentBytes())),
            new Column<>("sync_ns", row -> Exact.ns(row.round().syncPs())),
            new Column<>("flush_ns", row -> Exact.ns(row.round().flushPs())),
            new Column<>("copy_ns", row -> Exact.ns(row.round().copyPs())),
            new Column<>("cpu_dirty_pages", row -> Long.toString(row.round().cpuDirtyPages())),
            new Column<>("guest_stopped", row -> Boolean.toString(row.round().guestStopped())));

    private RoundsCsv() {}

    /** The whole file, header included, as text with LF line ends. */
    public static String render(List<RunRecord> runs) {
        List<Row> rows = new ArrayList<>();
        for (RunRecord run : runs) {
            run.rounds().forEach(round -> rows.add(new Row(run, round)));
        }
        return CsvTable.render(COLUMNS, rows);
    }
}
