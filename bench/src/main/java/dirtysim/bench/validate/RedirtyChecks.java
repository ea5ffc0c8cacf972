package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import dirtysim.reports.Check;
import dirtysim.validation.DirtyLogPass;
import java.util.ArrayList;
import java.util.List;

/**
 * Target V10: what logging costs a guest of 96 vCPUs that dirties 96 GiB, with write-protection faults under an exclusive
 * lock, with faults under a shared one and with PML; each within what was published, and 8 to 45 times as long with the first
 * as with the others.
 */
final class RedirtyChecks {
    private static final String TARGET = "V10";
    private static final int VCPUS = 96;
    private static final double LEAST_RATIO = 8;
    private static final double MOST_RATIO = 45;

    private RedirtyChecks() {}

    /** Runs them. */
    static List<Check> run() {
        List<List<String>> rows = PublishedTable.rows("redirty.tsv");
        double exclusive = seconds(Kind.WRITE_PROTECT, true);
        double shared = seconds(Kind.WRITE_PROTECT, false);
        double pml = seconds(Kind.PML, false);
        List<Check> checks = new ArrayList<>();
        checks.add(check("redirty_time/write-protect, exclusive lock", "s", rows.get(0), exclusive));
        checks.add(check("redirty_time/write-protect, shared lock", "s", rows.get(1), shared));
        checks.add(check("redirty_time/pml", "s", rows.get(1), pml));
        checks.add(ratio("redirty_ratio/exclusive to shared lock", exclusive / shared));
        checks.add(ratio("redirty_ratio/exclusive lock to pml", exclusive / pml));
        return checks;
    }

    private static double seconds(Kind kind, boolean exclusive) {
        CpuLogging logging = new CpuLogging(kind, false, true, true, exclusive, VCPUS, 4096);
        return new DirtyLogPass(CostModel.defaults(), (long) VCPUS << 30, logging).fillPs() / 1e12;
    }

    private static Check check(String quantity, String unit, List<String> cells, double simulated) {
        return within(quantity, unit, Double.parseDouble(cells.get(1)), Double.parseDouble(cells.get(2)), simulated);
    }

    private static Check ratio(String quantity, double simulated) {
        return within(quantity, "times", LEAST_RATIO, MOST_RATIO, simulated);
    }

    private static Check within(String quantity, String unit, double least, double most, double simulated) {
        return new Check(TARGET, quantity, unit, (least + most) / 2, simulated, (most - least) / 2);
    }
}
