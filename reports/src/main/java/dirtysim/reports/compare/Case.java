package dirtysim.reports.compare;

import dirtysim.scenario.RunRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs that differ in nothing but the scheme, so that they can be compared.
 *
 * @param label the trace, and what tells this case from others of the same trace; unique within a comparison
 * @param runs the runs by scheme, in the order given; at least one
 */
public record Case(String label, Map<String, RunRecord> runs) {
    /** The run of a scheme, if it ran here. */
    public Optional<RunRecord> of(String scheme) {
        return Optional.ofNullable(runs.get(scheme));
    }

    /** Any of the runs: they share everything but the scheme. */
    public RunRecord any() {
        return runs.values().iterator().next();
    }

    /** The smallest value among some schemes; NaN when the measure applies to none of them. */
    public double best(Measure measure, List<String> schemes) {
        return schemes.stream()
                .flatMap(scheme -> of(scheme).stream())
                .mapToDouble(measure::of)
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(Double.NaN);
    }
}
