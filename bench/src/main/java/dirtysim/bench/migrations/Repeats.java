package dirtysim.bench.migrations;

import dirtysim.reports.Remark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Real migrations that were made more than once: names that differ in a last {@code _a} to {@code _z} only, or in having it.
 * Half of what they differ by bounds what a model can do that is given their configuration, and much of it what one can that
 * is given the mean bandwidth too.
 */
final class Repeats {
    private Repeats() {}

    /** What the repeats differ by; nothing if there are none. */
    static Optional<Remark> remark(List<RecordedMigration> runs) {
        Map<String, List<RecordedMigration>> named = new TreeMap<>();
        runs.stream()
                .filter(RecordedMigration::completed)
                .forEach(run -> named.computeIfAbsent(run.name().replaceFirst("_[a-z]$", ""), key -> new ArrayList<>())
                        .add(run));
        List<List<RecordedMigration>> groups =
                named.values().stream().filter(group -> group.size() > 1).toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        List<List<RecordedMigration>> links =
                groups.stream().filter(group -> group.get(0).realLink()).toList();
        String text = groups.size() + " were made more than once; half the spread of total_ms is "
                + spread(groups, RecordedMigration::totalMs, true) + ", of transferred_bytes "
                + spread(groups, RecordedMigration::transferredBytes, true);
        if (!links.isEmpty()) {
            text += ", of the downtime behind a link " + spread(links, RecordedMigration::downtimeMs, false);
        }
        return Optional.of(new Remark(
                "repeats of a configuration",
                text + ": who knows only the configuration cannot be nearer to all of them"));
    }

    private static String spread(
            List<List<RecordedMigration>> groups, ToDoubleFunction<RecordedMigration> quantity, boolean relative) {
        double[] halves = groups.stream()
                .mapToDouble(group -> half(group, quantity, relative))
                .sorted()
                .toArray();
        double median = halves[(halves.length - 1) / 2];
        double most = Arrays.stream(halves).max().orElseThrow();
        String unit = relative ? "%" : "ms";
        return String.format(Locale.ROOT, "%.1f %s in the median and %.1f %s at most", median, unit, most, unit);
    }

    private static double half(
            List<RecordedMigration> group, ToDoubleFunction<RecordedMigration> quantity, boolean relative) {
        double least = group.stream().mapToDouble(quantity).min().orElseThrow();
        double most = group.stream().mapToDouble(quantity).max().orElseThrow();
        return relative ? 100 * (most - least) / (most + least) : (most - least) / 2;
    }
}
