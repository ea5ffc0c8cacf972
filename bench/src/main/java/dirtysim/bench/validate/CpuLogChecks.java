package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import dirtysim.reports.Check;
import dirtysim.validation.DirtyLogPass;
import java.util.ArrayList;
import java.util.List;

/**
 * Target V9: read and clear of the log of CPU writes with every page dirty, within 30 % and 50 % of the middle of what was
 * published. A mean is that of two reads, the tool's default, the first with cold bitmap pages.
 */
final class CpuLogChecks {
    private static final String TARGET = "V9";
    private static final double GET_TOLERANCE = 0.3;
    private static final double CLEAR_TOLERANCE = 0.5;

    private CpuLogChecks() {}

    /** Runs them. */
    static List<Check> run() {
        List<Check> checks = new ArrayList<>();
        for (List<String> cells : PublishedTable.rows("cpu-log.tsv")) {
            int gib = Integer.parseInt(cells.get(0));
            CpuLogging logging = new CpuLogging(Kind.PML, false, true, true, false, gib, 4096);
            DirtyLogPass pass = new DirtyLogPass(CostModel.defaults(), (long) gib << 30, logging);
            long twoReadsPs = pass.firstReadPs() + pass.readPs();
            addPublished(checks, "get_first", gib, cells.subList(1, 3), pass.firstReadPs(), GET_TOLERANCE);
            addPublished(checks, "get", gib, cells.subList(3, 5), pass.readPs(), GET_TOLERANCE);
            addPublished(checks, "get_mean", gib, cells.subList(5, 7), twoReadsPs / 2, GET_TOLERANCE);
            addPublished(checks, "clear", gib, cells.subList(7, 9), pass.clearPs(), CLEAR_TOLERANCE);
        }
        return checks;
    }

    private static void addPublished(
            List<Check> checks, String what, int gib, List<String> rangeMs, long simulatedPs, double tolerance) {
        if (rangeMs.get(0).equals("-")) {
            return;
        }
        double middle = (Double.parseDouble(rangeMs.get(0)) + Double.parseDouble(rangeMs.get(1))) / 2;
        checks.add(new Check(
                TARGET, "cpu_log_" + what + "/" + gib + " GiB", "ms", middle, simulatedPs / 1e9, middle * tolerance));
    }
}
