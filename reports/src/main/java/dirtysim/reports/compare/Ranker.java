package dirtysim.reports.compare;

import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;

/**
 * Ranks schemes by one measure over all cases in which each of them ran. The best is the one that is lowest in most
 * cases; the others are given as ratios to it, case by case, with median and range, or as values where one of them is zero
 * somewhere.
 */
final class Ranker {
    /** Two values within this share of each other are called level. */
    private static final double LEVEL = Level.SHARE;

    private final Comparison comparison;
    private final List<String> schemes;

    Ranker(Comparison comparison, List<String> schemes) {
        this.comparison = comparison;
        this.schemes = schemes;
    }

    /**
     * The answer for a measure; nothing when it applies to none of the schemes.
     *
     * @param absolute whether the others are given by their values, where a ratio would mislead
     */
    Optional<Ranking> rank(String question, Measure measure, boolean absolute) {
        List<Case> cases = comparison.cases().stream()
                .filter(c -> schemes.stream().allMatch(scheme -> c.of(scheme).isPresent()))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (String scheme : schemes) {
            double[] values = cases.stream()
                    .mapToDouble(c -> measure.of(c.of(scheme).orElseThrow()))
                    .toArray();
            if (values.length > 0 && Arrays.stream(values).noneMatch(Double::isNaN)) {
                rows.add(new Row(scheme, values));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        List<Row> free = rows.stream().filter(Row::isZero).toList();
        return Optional.of(
                free.isEmpty()
                        ? byRatio(question, measure.unit(), rows, absolute)
                        : byCost(question, measure.unit(), rows, free));
    }

    /** A scheme and its value in each case. */
    private record Row(String scheme, double[] values) {
        boolean isZero() {
            return Arrays.stream(values).allMatch(value -> value == 0);
        }
    }

    private Ranking byCost(String question, Unit unit, List<Row> rows, List<Row> free) {
        String best = Words.list(free.stream().map(Row::scheme).toList());
        String others = rows.stream()
                .filter(row -> !row.isZero())
                .map(row -> row.scheme() + " " + spread(row.values(), unit::show))
                .collect(Collectors.joining("; "));
        return new Ranking(question, best, "none at all", others);
    }

    private Ranking byRatio(String question, Unit unit, List<Row> rows, boolean absolute) {
        Row best = rows.get(0);
        for (Row row : rows) {
            if (wins(row, rows) > wins(best, rows)) {
                best = row;
            }
        }
        Row winner = best;
        // Where somebody is at zero somewhere, a ratio is none or nought: values say more.
        boolean byValue = absolute
                || rows.stream()
                        .flatMapToDouble(row -> Arrays.stream(row.values()))
                        .anyMatch(value -> value == 0);
        List<Row> level = rows.stream().filter(row -> isLevel(row, winner)).toList();
        int cases = winner.values().length;
        List<String> detail = new ArrayList<>();
        if (level.size() > 1) {
            detail.add("level within 0.5 %");
        }
        if (cases > 1 && rows.size() > level.size()) {
            detail.add("lowest on " + Words.of(wins(winner, rows), cases) + " " + comparison.caseWord(cases));
        }
        detail.add(spread(winner.values(), unit::show));
        String others = rows.stream()
                .filter(row -> !level.contains(row))
                .map(row -> row.scheme() + " "
                        + (byValue ? spread(row.values(), unit::show) : spread(ratios(row, winner), Unit::times)))
                .collect(Collectors.joining("; "));
        return new Ranking(
                question, Words.list(level.stream().map(Row::scheme).toList()), String.join(", ", detail), others);
    }

    private static int wins(Row row, List<Row> rows) {
        int wins = 0;
        for (int i = 0; i < row.values().length; i++) {
            int at = i;
            double least =
                    rows.stream().mapToDouble(other -> other.values()[at]).min().orElseThrow();
            if (row.values()[i] <= least * (1 + LEVEL)) {
                wins++;
            }
        }
        return wins;
    }

    private static boolean isLevel(Row row, Row winner) {
        return Arrays.stream(ratios(row, winner)).allMatch(ratio -> Math.abs(ratio - 1) <= LEVEL);
    }

    private static double[] ratios(Row row, Row winner) {
        double[] ratios = new double[row.values().length];
        for (int i = 0; i < ratios.length; i++) {
            double by = winner.values()[i];
            // Nothing against nothing is level; something against nothing has no ratio.
            ratios[i] = row.values()[i] == by ? 1 : by == 0 ? Double.NaN : row.values()[i] / by;
        }
        return ratios;
    }

    private static String spread(double[] values, DoubleFunction<String> show) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        String low = show.apply(sorted[0]);
        String high = show.apply(sorted[sorted.length - 1]);
        String text = show.apply(median);
        return low.equals(high) ? text : text + " (" + low + " to " + high + ")";
    }
}
