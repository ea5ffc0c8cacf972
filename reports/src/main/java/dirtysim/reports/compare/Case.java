package dirtysim.reports.compare;

import dirtysim.reports.statistics.Estimate;
import dirtysim.reports.statistics.PairedDifferences;
import dirtysim.scenario.RunRecord;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Runs that differ in nothing but the scheme and the seed, so that they can be compared.
 *
 * @param label the trace, and what tells this case from others of the same trace; unique within a comparison
 * @param replications the runs by scheme, each scheme's in the order given, of one seed each; at least one
 */
public record Case(String label, Map<String, List<RunRecord>> replications) {
    /** Each scheme's first run: the one that is shown where only one can be. */
    public Map<String, RunRecord> runs() {
        Map<String, RunRecord> first = new LinkedHashMap<>();
        replications.forEach((scheme, runs) -> first.put(scheme, runs.get(0)));
        return first;
    }

    /** The first run of a scheme, if it ran here. */
    public Optional<RunRecord> of(String scheme) {
        return all(scheme).stream().findFirst();
    }

    /** Every run of a scheme; none if it did not run here. */
    public List<RunRecord> all(String scheme) {
        return replications.getOrDefault(scheme, List.of());
    }

    /** Any of the runs: they share everything but the scheme and the seed. */
    public RunRecord any() {
        return replications.values().iterator().next().get(0);
    }

    /** The names of the scenarios that its runs are of, with commas between; empty if they have none. */
    public String scenarios() {
        return replications.values().stream()
                .flatMap(List::stream)
                .map(run -> run.scenario().name())
                .filter(name -> !name.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The greatest number of runs of a scheme. */
    public int seeds() {
        return replications.values().stream().mapToInt(List::size).max().orElse(0);
    }

    /** The mean over a scheme's runs; NaN where the measure does not apply to one of them. */
    public Estimate estimate(Measure measure, String scheme) {
        return Estimate.of(all(scheme).stream().mapToDouble(measure::of).toArray());
    }

    /** How the schemes of this case differ in a measure, pair by pair. */
    public PairedDifferences differences(Measure measure) {
        Map<String, Map<Long, Double>> values = new LinkedHashMap<>();
        replications.forEach((scheme, runs) -> {
            Map<Long, Double> bySeed = new TreeMap<>();
            runs.forEach(run -> bySeed.put(run.scenario().seed(), measure.of(run)));
            values.put(scheme, bySeed);
        });
        return PairedDifferences.of(values, Level.SHARE);
    }

    /** Most pages that a scheme lost in a run. */
    public long mostLost(String scheme) {
        return all(scheme).stream()
                .mapToLong(run -> run.tracking().lostPages())
                .max()
                .orElse(0);
    }

    /** Share of a scheme's runs that converged, from 0 to 1. */
    public double converged(String scheme) {
        return all(scheme).stream()
                .mapToInt(run -> run.migration().converged() ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** The best mean among some schemes; NaN when the measure applies to none of them. */
    public double best(Measure measure, List<String> schemes) {
        double[] means = schemes.stream()
                .filter(replications::containsKey)
                .mapToDouble(scheme -> estimate(measure, scheme).mean())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        OptionalDouble best = measure.lowerIsBetter()
                ? Arrays.stream(means).min()
                : Arrays.stream(means).max();
        return best.orElse(Double.NaN);
    }
}
