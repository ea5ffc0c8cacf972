package dirtysim.reports.history;

import dirtysim.host.InputException;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.history.HistoryEntry.Cell;
import dirtysim.scenario.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures over directories.
 *
 * @param suite that all of them hold
 * @param directories their names, in order
 * @param series each kind of run and measure, runs in the order in which they first occur
 */
public record History(String suite, List<String> directories, List<Series> series) {
    /** Greatest p of a change that is not exact. */
    public static final double SIGNIFICANCE = Segmentation.SIGNIFICANCE;

    /**
     * Follows every measure over directories.
     *
     * @param entries in their order
     * @throws InputException if there are fewer than two, or they are of different suites, or one is given twice
     */
    public static History of(List<HistoryEntry> entries) {
        if (entries.size() < 2) {
            throw new InputException(
                    "report --history", "one results directory has no history", "give two or more, the oldest first");
        }
        HistoryEntry first = entries.get(0);
        Set<String> names = new LinkedHashSet<>();
        for (HistoryEntry entry : entries) {
            if (!entry.suite().equals(first.suite())) {
                throw new InputException(
                        entry.name(),
                        "it holds suite '" + entry.suite() + "', and " + first.name() + " suite '" + first.suite()
                                + "'",
                        "give directories of one suite");
            }
            if (!names.add(entry.name())) {
                throw new InputException(entry.name(), "it is given twice", "give each directory once");
            }
        }
        Set<HistoryKey> keys = new LinkedHashSet<>();
        entries.forEach(entry -> keys.addAll(entry.cells().keySet()));
        List<Series> series = new ArrayList<>();
        for (HistoryKey key : keys) {
            List<Cell> cells = new ArrayList<>();
            entries.forEach(entry -> cells.add(entry.cells().get(key)));
            for (Measure measure : Measure.values()) {
                series.add(series(key, measure, cells));
            }
        }
        return new History(first.suite(), List.copyOf(names), series);
    }

    /** The series of a measure. */
    public List<Series> of(Measure measure) {
        return series.stream().filter(its -> its.measure() == measure).toList();
    }

    /** Number of change points. */
    public int changes() {
        return series.stream().mapToInt(its -> its.changes().size()).sum();
    }

    private static Series series(HistoryKey key, Measure measure, List<Cell> cells) {
        double[] values = cells.stream()
                .mapToDouble(cell -> cell == null ? Double.NaN : cell.means()[measure.ordinal()])
                .toArray();
        int[] present = IntStream.range(0, values.length)
                .filter(i -> !Double.isNaN(values[i]))
                .toArray();
        List<Change> changes = new ArrayList<>();
        boolean noisy = false;
        for (int i = 1; i < present.length; i++) {
            Cell before = cells.get(present[i - 1]);
            Cell after = cells.get(present[i]);
            if (!before.sameSeeds(after)) {
                noisy = true;
            } else if (values[present[i - 1]] != values[present[i]]) {
                changes.add(new Change(
                        present[i],
                        true,
                        Double.NaN,
                        values[present[i - 1]],
                        values[present[i]],
                        !alike(before, after)));
            }
        }
        if (noisy) {
            addNoisy(changes, values, present, cells);
        }
        return new Series(key, measure, values, List.copyOf(changes));
    }

    private static void addNoisy(List<Change> changes, double[] values, int[] present, List<Cell> cells) {
        double[] dense = Arrays.stream(present).mapToDouble(i -> values[i]).toArray();
        List<Segmentation.Cut> cuts = Segmentation.cuts(dense);
        for (int i = 0; i < cuts.size(); i++) {
            int at = cuts.get(i).at();
            int place = present[at];
            if (changes.stream().noneMatch(change -> change.at() == place)) {
                int from = i == 0 ? 0 : cuts.get(i - 1).at();
                int end = i + 1 == cuts.size() ? dense.length : cuts.get(i + 1).at();
                changes.add(new Change(
                        place,
                        false,
                        cuts.get(i).p(),
                        Arrays.stream(dense, from, at).average().orElseThrow(),
                        Arrays.stream(dense, at, end).average().orElseThrow(),
                        !alike(cells.get(present[at - 1]), cells.get(place))));
            }
        }
        changes.sort(Comparator.comparingInt(Change::at));
    }

    private static boolean alike(Cell one, Cell other) {
        Scenario a = one.scenarios().get(0);
        return a.equals(other.scenarios().get(0).change().seed(a.seed()).build());
    }
}
