package dirtysim.reports.history;

import dirtysim.reports.compare.Measure;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.statistics.Estimate;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One results directory, reduced to what a history needs. Of a suite that varies parameters only the base is followed.
 *
 * @param name of the directory
 * @param suite that it holds
 * @param cells what it holds of each kind of run
 */
public record HistoryEntry(String name, String suite, Map<HistoryKey, Cell> cells) {
    /**
     * Runs of one kind.
     *
     * @param scenarios of all seeds, in order
     * @param means by the ordinal of the measure; NaN where it does not apply
     */
    record Cell(List<Scenario> scenarios, double[] means) {
        boolean sameSeeds(Cell other) {
            return seeds().equals(other.seeds());
        }

        private List<Long> seeds() {
            return scenarios.stream().map(Scenario::seed).toList();
        }
    }

    /** Reduces what a directory holds. */
    public static HistoryEntry of(String name, String suite, List<RunRecord> runs) {
        Map<HistoryKey, List<RunRecord>> byKey = new LinkedHashMap<>();
        for (RunRecord run : Point.withoutVaried(runs)) {
            byKey.computeIfAbsent(HistoryKey.of(run.scenario()), key -> new ArrayList<>())
                    .add(run);
        }
        Map<HistoryKey, Cell> cells = new LinkedHashMap<>();
        byKey.forEach((key, its) -> cells.put(
                key,
                new Cell(
                        its.stream().map(RunRecord::scenario).toList(),
                        Arrays.stream(Measure.values())
                                .mapToDouble(measure -> Estimate.of(its.stream()
                                                .mapToDouble(measure::of)
                                                .toArray())
                                        .mean())
                                .toArray())));
        return new HistoryEntry(name, suite, cells);
    }
}
