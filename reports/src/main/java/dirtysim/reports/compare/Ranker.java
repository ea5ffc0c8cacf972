package dirtysim.reports.compare;

import dirtysim.reports.statistics.PairedDifferences;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Ranks schemes by one measure over all cases in which each of them ran. The best is the one that is lowest in most
 * cases; the others are given as ratios to it, case by case, with median and range, or as values where one of them is zero
 * somewhere. With replications figures are means, and one is lower than another only where {@link PairedDifferences} shows it.
 */
final class Ranker {
    private static final double LEVEL = Level.SHARE;

    private final Comparison comparison;
    private final List<String> schemes;
    /** What is shown in each case of the question at hand. */
    private List<PairedDifferences> shown = List.of();

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
                    .mapToDouble(c -> c.estimate(measure, scheme).mean())
                    .toArray();
            if (values.length > 0 && Arrays.stream(values).noneMatch(Double::isNaN)) {
                rows.add(new Row(scheme, values));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        shown = cases.stream().map(c -> c.differences(measure)).toList();
        List<Row> free = rows.stream().filter(Row::isZero).toList();
        boolean apart = !free.isEmpty() && rows.stream().noneMatch(row -> !row.isZero() && isLevel(row, free.get(0)));
        return Optional.of(
                apart
                        ? byCost(question, measure.unit(), rows, free)
                        : byRatio(question, measure.unit(), rows, absolute));
    }

    /** A scheme and its value in each case. */
    private record Row(String scheme, double[] values) {
        boolean isZero() {
            return Arrays.stream(values).allMatch(value -> value == 0);
        }
    }

    private Ranking byCost(String question, Unit unit, List<Row> rows, List<Row> free) {
        String best = Phrases.list(free.stream().map(Row::scheme).toList());
        String others = rows.stream()
                .filter(row -> !row.isZero())
                .map(row -> row.scheme() + " " + spread(row.values(), unit::show))
                .collect(Collectors.joining("; "));
        return new Ranking(question, best, "none at all", others);
    }

    private Ranking byRatio(String question, Unit unit, List<Row> rows, boolean absolute) {
        Row best = rows.get(0);
        for (Row row : rows) {
            int more = wins(row, rows) - wins(best, rows);
            if (more > 0 || more == 0 && comparison.replicated() && lowest(row, rows) > lowest(best, rows)) {
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
            detail.add(comparison.replicated() ? "no difference shown" : "level within 0.5 %");
        }
        if (cases > 1 && rows.size() > level.size()) {
            detail.add("lowest on " + Phrases.of(wins(winner, rows), cases) + " " + comparison.caseWord(cases));
        }
        detail.add(spread(winner.values(), unit::show));
        String others = rows.stream()
                .filter(row -> !level.contains(row))
                .map(row -> row.scheme() + " "
                        + (byValue ? spread(row.values(), unit::show) : spread(ratios(row, winner), Unit::times))
                        + butLevel(row, winner))
                .collect(Collectors.joining("; "));
        return new Ranking(
                question, Phrases.list(level.stream().map(Row::scheme).toList()), String.join(", ", detail), others);
    }

    /** On how many cases a difference from the winner is not shown, where it is on others. */
    private String butLevel(Row row, Row winner) {
        int cases = row.values().length;
        int level = (int) IntStream.range(0, cases)
                .filter(i -> comparison.replicated() && isLevel(row, winner, i))
                .count();
        return level == 0
                ? ""
                : ", no difference shown on " + Phrases.of(level, cases) + " " + comparison.caseWord(cases);
    }

    private static long lowest(Row row, List<Row> rows) {
        return IntStream.range(0, row.values().length)
                .filter(i -> rows.stream().allMatch(other -> row.values()[i] <= other.values()[i]))
                .count();
    }

    private int wins(Row row, List<Row> rows) {
        return (int) IntStream.range(0, row.values().length)
                .filter(i -> rows.stream().allMatch(other -> other == row || !isLower(other, row, i)))
                .count();
    }

    private boolean isLower(Row row, Row than, int at) {
        return shown.get(at)
                .lower(row.scheme(), than.scheme())
                .orElse(than.values()[at] > row.values()[at] * (1 + LEVEL));
    }

    private boolean isLevel(Row row, Row winner) {
        return IntStream.range(0, row.values().length).allMatch(i -> isLevel(row, winner, i));
    }

    private boolean isLevel(Row row, Row winner, int at) {
        return row == winner
                || shown.get(at)
                        .lower(row.scheme(), winner.scheme())
                        .map(lower -> !lower
                                && !shown.get(at)
                                        .lower(winner.scheme(), row.scheme())
                                        .orElseThrow())
                        .orElse(Math.abs(ratios(row, winner)[at] - 1) <= LEVEL);
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
