package dirtysim.reports.view;

import dirtysim.reports.frontier.Frontier;
import dirtysim.reports.frontier.FrontierWords;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the page of a search for frontiers shows.
 *
 * @param method how the answers were found
 * @param facts the answers in sentences
 * @param cautions what keeps them from being plain numbers
 * @param figures a chart a limit, and that of links by downtime limits
 * @param settings the conditions
 * @param command what to type for the same
 */
public record FrontierView(
        String method,
        List<String> facts,
        List<String> cautions,
        List<Figure> figures,
        List<Setting> settings,
        String command) {
    /**
     * Lays out frontiers.
     *
     * @param frontiers at least one
     * @param command what to type for the same
     */
    public static FrontierView of(List<Frontier> frontiers, String command) {
        return new FrontierView(
                FrontierWords.method(frontiers),
                FrontierWords.facts(frontiers),
                FrontierWords.cautions(frontiers),
                new FrontierFigures(frontiers).all(),
                Stream.concat(
                                Stream.of(new Setting(
                                        "Traces",
                                        String.join(
                                                ", ",
                                                frontiers.stream()
                                                        .map(f -> f.conditions().trace())
                                                        .distinct()
                                                        .toList()))),
                                Setting.ofScenarios(frontiers.stream()
                                                .filter(f -> !f.curve()
                                                        || frontiers.stream().allMatch(Frontier::curve))
                                                .map(Frontier::conditions)
                                                .toList())
                                        .stream())
                        .toList(),
                command);
    }
}
