package dirtysim.bench.validate;

import dirtysim.reports.Check;
import java.util.ArrayList;
import java.util.List;

/** Everything that modelled tracking is held against. */
public final class TrackingValidation {
    private TrackingValidation() {}

    /** Runs it. */
    public static List<Check> run() {
        List<Check> checks = new ArrayList<>(LeafSplitChecks.run());
        checks.addAll(CpuLogChecks.run());
        checks.addAll(RedirtyChecks.run());
        checks.addAll(DirtyRingChecks.run());
        return checks;
    }
}
