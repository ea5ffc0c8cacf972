package dirtysim.bench.validate;

import dirtysim.reports.Check;
import dirtysim.workloads.RecordedRun;
import java.util.ArrayList;
import java.util.List;

/** Everything that modelled tracking is held against. */
public final class TrackingValidation {
    private TrackingValidation() {}

    /**
     * Runs it.
     *
     * @param runs recorded runs to track
     * @return published targets first, then the runs in their order
     */
    public static List<Check> run(List<RecordedRun> runs) {
        List<Check> checks = new ArrayList<>(ViommuChecks.run());
        checks.addAll(TableScanChecks.run());
        checks.addAll(LeafSplitChecks.run());
        checks.addAll(CpuLogChecks.run());
        checks.addAll(RedirtyChecks.run());
        checks.addAll(DirtyRingChecks.run());
        checks.addAll(ConversionChecks.run());
        runs.forEach(run -> checks.addAll(PrecisionChecks.run(run)));
        return checks;
    }
}
