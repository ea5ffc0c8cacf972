package dirtysim.reports.view;

import dirtysim.reports.text.Spreadsheet;
import dirtysim.scenario.RunRecord;
import dirtysim.scenario.Scenario;
import java.util.List;
import java.util.function.Function;

/**
 * One of the things that the page can be filtered by.
 *
 * @param column its column in {@code results.csv}, and its name in the page's address
 * @param title heading
 * @param values what there is, as that file writes it, in the order of the runs
 */
public record Choice(String column, String title, List<String> values) {
    static List<Choice> of(List<RunRecord> runs) {
        return List.of(
                choice("scenario", "Scenario", runs, Scenario::name),
                choice("scheme", "Scheme", runs, Scenario::scheme),
                choice("trace", "Trace", runs, Scenario::trace));
    }

    private static Choice choice(String column, String title, List<RunRecord> runs, Function<Scenario, String> value) {
        return new Choice(
                column,
                title,
                runs.stream()
                        .map(run -> Spreadsheet.safe(value.apply(run.scenario())))
                        .distinct()
                        .toList());
    }
}
