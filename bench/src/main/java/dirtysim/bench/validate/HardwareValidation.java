package dirtysim.bench.validate;

import dirtysim.reports.Check;
import dirtysim.workloads.RecordedRun;
import java.util.ArrayList;
import java.util.List;

/** Everything that the modelled hardware is held against. */
public final class HardwareValidation {
    private HardwareValidation() {}

    /**
     * Runs it.
     *
     * @param runs recorded runs to replay
     * @return published targets first, then the bundled traces of lazy guests, then the runs in their order
     */
    public static List<Check> run(List<RecordedRun> runs) {
        List<Check> checks = new ArrayList<>(LatencyChecks.run());
        checks.addAll(ThroughputChecks.run());
        checks.addAll(StrictPacketChecks.run());
        checks.addAll(ContentionChecks.run());
        checks.addAll(PacketRateChecks.run());
        checks.addAll(ShapeChecks.run());
        runs.forEach(run -> checks.addAll(RunChecks.run(run)));
        return checks;
    }
}
