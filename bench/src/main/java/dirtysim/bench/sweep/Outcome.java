package dirtysim.bench.sweep;

import dirtysim.scenario.RunRecord;
import java.util.List;

/**
 * What came of a sweep.
 *
 * @param records of the runs that ended well, in the order of the plan
 * @param failures of those that did not, in the order of the plan
 */
public record Outcome(List<RunRecord> records, List<RunFailure> failures) {
    /** Defensive copies. */
    public Outcome {
        records = List.copyOf(records);
        failures = List.copyOf(failures);
    }
}
