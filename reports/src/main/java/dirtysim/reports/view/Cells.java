package dirtysim.reports.view;

import dirtysim.reports.statistics.Estimate;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Cells of tables in which a whole stands beside its parts. */
final class Cells {
    private Cells() {}

    static List<String> head(List<String> parts, String whole) {
        List<String> head = new ArrayList<>(List.of("Trace", "Scheme"));
        head.addAll(parts);
        head.add(whole);
        return head;
    }

    /** A mean, with half the width of its confidence interval where there is one. */
    static String mean(Estimate estimate, Unit unit) {
        return unit.show(estimate.mean()) + (estimate.hasInterval() ? " ± " + unit.show(estimate.half()) : "");
    }

    /** The mean of a figure over the replications of one scheme. */
    static double mean(List<RunRecord> runs, ToDoubleFunction<RunRecord> figure) {
        return runs.stream().mapToDouble(figure).average().orElseThrow();
    }

    static List<String> times(String trace, String scheme, List<Double> parts, double total) {
        List<String> cells = new ArrayList<>(List.of(trace, scheme));
        parts.forEach(part -> cells.add(Unit.TIME.show(part)));
        cells.add(Unit.TIME.show(total));
        return cells;
    }
}
