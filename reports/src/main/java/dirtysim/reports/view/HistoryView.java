package dirtysim.reports.view;

import dirtysim.reports.chart.LinesPanel;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.chart.Scale;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.history.Change;
import dirtysim.reports.history.History;
import dirtysim.reports.history.Series;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the page of a history shows.
 *
 * @param suite what was followed
 * @param summary how many change points there are
 * @param directories their names, in order
 * @param changes a group a directory that anything changed at
 * @param figures a chart a measure
 * @param method how changes are found
 */
public record HistoryView(
        String suite,
        String summary,
        List<String> directories,
        List<Group> changes,
        List<Figure> figures,
        String method) {
    /**
     * @param heading the directory
     * @param changes a sentence each, the greatest first
     */
    public record Group(String heading, List<String> changes) {}

    /** Lays out a history. */
    public static HistoryView of(History history) {
        List<String> schemes = history.series().stream()
                .map(series -> series.key().scheme())
                .distinct()
                .toList();
        Palette palette = new Palette(schemes);
        List<Figure> figures = new ArrayList<>();
        List<String> still = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            boolean flat = history.of(measure).stream()
                    .allMatch(series -> Arrays.stream(series.values()).noneMatch(value -> value > 0));
            if (flat) {
                still.add(measure.title());
            } else {
                figures.add(figure(history, measure, schemes, palette));
            }
        }
        int changes = history.changes();
        String summary = (changes == 0 ? "No" : Integer.toString(changes))
                + (changes < 2 ? " change point" : " change points")
                + " in " + history.series().size() + " series of "
                + history.directories().size() + " results."
                + (still.isEmpty() ? "" : " Zero or not applicable throughout: " + String.join(", ", still) + ".");
        return new HistoryView(history.suite(), summary, history.directories(), groups(history), figures, howFound());
    }

    private static String howFound() {
        return "Where two results that follow each other ran the same seeds, any difference is a change of the simulator or of the"
                + " scenario, for the simulator is deterministic: such a change is called exact. Where seeds differ, circular"
                + " binary segmentation (Olshen and others, 2004) looks for changes that noise does not explain: a permutation"
                + " test with p at most " + Exact.plain(History.SIGNIFICANCE)
                + " for each series, so that of a hundred series"
                + " of noise about one may show a change that is none. It needs eight results or more, and three or four after"
                + " the change.";
    }

    private static List<Group> groups(History history) {
        List<Group> groups = new ArrayList<>();
        for (int place = 0; place < history.directories().size(); place++) {
            List<Series> its = new ArrayList<>();
            for (Series series : history.series()) {
                if (series.at(place).isPresent()) {
                    its.add(series);
                }
            }
            int at = place;
            its.sort((a, b) ->
                    Double.compare(size(b.at(at).orElseThrow()), size(a.at(at).orElseThrow())));
            if (!its.isEmpty()) {
                groups.add(new Group(
                        (place + 1) + ". " + history.directories().get(place),
                        its.stream()
                                .map(series -> sentence(series, series.at(at).orElseThrow()))
                                .toList()));
            }
        }
        return groups;
    }

    private static double size(Change change) {
        return Double.isNaN(change.percent()) ? Double.MAX_VALUE : Math.abs(change.percent());
    }

    private static String sentence(Series series, Change change) {
        Unit unit = series.measure().unit();
        double percent = change.percent();
        String relative = Double.isNaN(percent) || unit == Unit.PERCENT
                ? ""
                : " (" + (percent > 0 ? "+" : "−") + Unit.PERCENT.show(Math.abs(percent)) + ")";
        return series.measure().title() + " of " + series.key().scheme() + " on "
                + series.key().label() + ": " + unit.show(change.before()) + " → " + unit.show(change.after())
                + relative
                + (change.exact() ? "" : ", p = " + Exact.decimals(change.p(), 3))
                + (change.scenarioChanged() ? "; the scenario differs too" : "") + ".";
    }

    private static Figure figure(History history, Measure measure, List<String> schemes, Palette palette) {
        Map<String, List<Series>> byCase = new LinkedHashMap<>();
        for (Series series : history.of(measure)) {
            byCase.computeIfAbsent(series.key().label(), label -> new ArrayList<>())
                    .add(series);
        }
        Scale scale = Scale.ofMarks(
                measure.unit(),
                history.of(measure).stream()
                        .flatMapToDouble(series -> Arrays.stream(series.values()))
                        .toArray());
        LinesPanel.Bottom bottom = LinesPanel.Bottom.inOrder(
                "results, in order", history.directories().size());
        List<Figure.Panel> panels = new ArrayList<>();
        byCase.forEach((label, its) -> {
            List<LinesPanel.Line> lines = its.stream()
                    .map(series -> new LinesPanel.Line(
                            series.key().scheme(),
                            false,
                            series.values(),
                            series.changes().stream().map(Change::at).toList()))
                    .toList();
            String id = "history-" + measure.id() + "-" + panels.size();
            panels.add(new Figure.Panel(
                    label,
                    LinesPanel.draw(
                            id, measure.title() + " on " + label, lines, bottom, scale, measure.unit(), palette)));
        });
        return new Figure(
                "history-" + measure.id(),
                measure.title(),
                measure.reading() + " A line is a scheme, named at its right end; a ring is a change point.",
                scale.axis(),
                List.of(),
                true,
                panels,
                table(history, measure));
    }

    private static Table table(History history, Measure measure) {
        List<String> head = new ArrayList<>(List.of("Trace", "Scheme"));
        for (int place = 1; place <= history.directories().size(); place++) {
            head.add(Integer.toString(place));
        }
        List<Table.Row> rows = new ArrayList<>();
        for (Series series : history.of(measure)) {
            List<String> cells =
                    new ArrayList<>(List.of(series.key().label(), series.key().scheme()));
            for (int place = 0; place < series.values().length; place++) {
                String mark = series.at(place)
                        .map(change -> change.after() > change.before() ? "▲ " : "▼ ")
                        .orElse("");
                cells.add(mark + measure.unit().show(series.values()[place]));
            }
            rows.add(new Table.Row(series.key().label(), series.key().scheme(), cells));
        }
        return new Table(measure.title() + " by results; ▲ and ▼ are change points, up and down", head, 2, false, rows);
    }
}
