package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.chart.TailPanel;
import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Tail;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Percentile curves of latencies. */
final class TailFigures {
    private static final double[] QUANTILES = {2, 10, 100, 1_000, 10_000, 100_000};

    private final Comparison comparison;
    private final Palette palette;

    TailFigures(Comparison comparison, Palette palette) {
        this.comparison = comparison;
        this.palette = palette;
    }

    /**
     * The curves of one latency; nothing where it was never measured.
     *
     * @param id anchor in the page
     * @param title heading
     * @param latency where a run keeps it
     */
    Optional<Figure> figure(String id, String title, Function<RunRecord, LatencySummary> latency) {
        Map<Case, Map<String, Tail>> tails = new LinkedHashMap<>();
        for (Case c : comparison.cases()) {
            Map<String, Tail> its = new LinkedHashMap<>();
            c.replications().forEach((scheme, runs) -> {
                Tail tail = Tail.of(runs.stream().map(latency).toList());
                if (tail.count() > 0) {
                    its.put(scheme, tail);
                }
            });
            if (!its.isEmpty()) {
                tails.put(c, its);
            }
        }
        return tails.isEmpty() ? Optional.empty() : Optional.of(draw(id, title, tails));
    }

    private Figure draw(String id, String title, Map<Case, Map<String, Tail>> tails) {
        double most = 10;
        double[] extremes = tails.values().stream()
                .flatMap(its -> its.values().stream())
                .flatMapToDouble(tail -> Arrays.stream(new double[] {tail.atPs(1), tail.maxPs()}))
                .toArray();
        for (Map<String, Tail> its : tails.values()) {
            for (Tail tail : its.values()) {
                while (tail.count() > most) {
                    most *= 10;
                }
            }
        }
        double end = most;
        Scale scale = Scale.ofMarks(Unit.TIME, extremes);
        List<Figure.Panel> panels = new ArrayList<>();
        List<Table.Row> rows = new ArrayList<>();
        tails.forEach((c, its) -> {
            List<TailPanel.Curve> curves = new ArrayList<>();
            its.forEach((scheme, tail) -> {
                double[] places = tail.places();
                curves.add(new TailPanel.Curve(
                        scheme,
                        c.mostLost(scheme) > 0,
                        places,
                        Arrays.stream(places).map(tail::atPs).toArray()));
                rows.add(row(c, scheme, tail));
            });
            panels.add(new Figure.Panel(
                    c.label(),
                    TailPanel.draw(id + "-" + panels.size(), title + " on " + c.label(), curves, end, scale, palette)));
        });
        return new Figure(
                id,
                title,
                "To the right ever rarer, upwards ever slower: at 99.9 % all but one in a thousand took at most that long."
                        + " Each grid line to the right is one more nine. A line begins at the fastest and ends, with its"
                        + " marker, at the slowest of all that were measured; what lies beyond its end nobody has seen.",
                scale.axis() + (comparison.replicated() ? " Replications together." : ""),
                List.of(),
                true,
                panels,
                new Table(title + " by trace and scheme", head(), 2, false, rows));
    }

    private static List<String> head() {
        List<String> head = new ArrayList<>(List.of("Trace", "Scheme", "measured"));
        Arrays.stream(QUANTILES).mapToObj(TailPanel::percent).forEach(head::add);
        head.add("slowest");
        return head;
    }

    private static Table.Row row(Case c, String scheme, Tail tail) {
        List<String> cells = new ArrayList<>(List.of(c.label(), scheme, Unit.grouped(tail.count())));
        Arrays.stream(QUANTILES)
                .mapToObj(oneIn -> Unit.TIME.show(tail.atPs(oneIn)))
                .forEach(cells::add);
        cells.add(Unit.TIME.show(tail.maxPs()));
        return new Table.Row(c.label(), scheme, cells);
    }
}
