package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.reports.Check;
import dirtysim.validation.TableScan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Target V7: a scan of the whole table of a VM by one and by many threads, within a quarter. A proxy: what was published is of
 * a CPU's stage 2.
 */
final class TableScanChecks {
    private static final String TARGET = "V7";
    private static final double TOLERANCE = 0.25;

    private TableScanChecks() {}

    /** Runs them. */
    static List<Check> run() {
        List<Check> checks = new ArrayList<>();
        for (List<String> cells : PublishedTable.rows("table-scan.tsv")) {
            String gib = cells.get(0);
            String threads = cells.get(1);
            CostModel costs = Parameters.with(CostModel.defaults(), Map.of("scan-threads", threads), "V7");
            TableScan scan = new TableScan(costs, Long.parseLong(gib) << 30);
            double expected = Double.parseDouble(cells.get(2));
            String quantity = "table_scan/" + gib + " GiB, " + threads + (threads.equals("1") ? " thread" : " threads");
            checks.add(new Check(TARGET, quantity, "ms", expected, scan.elapsedPs() / 1e9, expected * TOLERANCE));
        }
        return checks;
    }
}
