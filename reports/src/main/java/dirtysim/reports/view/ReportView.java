package dirtysim.reports.view;

import dirtysim.reports.chart.Palette;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Scaling;
import dirtysim.reports.compare.Verdict;
import dirtysim.reports.sensitivity.Point;
import dirtysim.scenario.RunRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything that the page shows.
 *
 * @param suite name of the suite
 * @param command command lines that run it again, one a line
 * @param summary how many runs, schemes and traces, in words
 * @param verdict the result in sentences
 * @param schemes the schemes with their keys
 * @param choices what the page can be filtered by
 * @param overview schemes by traces
 * @param sensitivity what parameters could change; empty where none were varied
 * @param scaling how costs grow, where the runs vary memory or a generated workload
 * @param shown label of the only case that the charts after that show; empty if they show all
 * @param chapters the charts, in the order of the page
 * @param profiles names of the host profiles, with commas between
 * @param parameters the numbers of the model
 * @param settings the conditions of the runs
 * @param runs the runs one by one
 */
public record ReportView(
        String suite,
        String command,
        String summary,
        Verdict verdict,
        List<SchemeKey> schemes,
        List<Choice> choices,
        Overview overview,
        Optional<SensitivityView> sensitivity,
        ScalingView scaling,
        String shown,
        List<Chapter> chapters,
        String profiles,
        List<ParameterRow> parameters,
        List<Setting> settings,
        List<RunRow> runs) {

    /**
     * @param id id of a scheme
     * @param svg its marker in its colour, hidden from screen readers
     * @param lost whether it lost pages in any run
     */
    public record SchemeKey(String id, String svg, boolean lost) {}

    /**
     * Builds the view of a suite's runs; none at all is a page that says so. Runs with varied parameters appear under
     * sensitivity only.
     */
    public static ReportView of(String suite, String command, List<RunRecord> all) {
        List<RunRecord> runs = Point.withoutVaried(all);
        Comparison comparison = Comparison.of(runs);
        Palette palette = new Palette(comparison.schemes());
        Scaling growth = Scaling.of(comparison);
        // A panel a case would flood the page, and the lines of the scaling say more.
        Comparison drawn = growth.isEmpty()
                ? comparison
                : new Comparison(comparison.schemes(), comparison.cases().subList(0, 1));
        return new ReportView(
                suite,
                typed(command),
                summary(runs, comparison),
                Verdict.of(comparison),
                keys(comparison, palette),
                Choice.of(runs),
                Overview.of(comparison),
                SensitivityView.of(all, palette),
                ScalingView.of(growth, losing(comparison), palette),
                growth.isEmpty() ? "" : drawn.cases().get(0).label(),
                comparison.cases().isEmpty() ? List.of() : Chapter.all(drawn, palette),
                runs.stream()
                        .map(run -> run.scenario().profile().name())
                        .distinct()
                        .collect(Collectors.joining(", ")),
                ParameterRow.of(runs),
                Setting.of(runs),
                RunRow.of(comparison));
    }

    /** As it is typed where DirtySim was built; of a report of several results a line each. */
    private static String typed(String command) {
        return Arrays.stream(command.split("; (?=(?:run|simulate|advise) )"))
                .map(each -> each.startsWith("java ") ? each : "java -jar bench/target/dirtysim.jar " + each)
                .collect(Collectors.joining("\n"));
    }

    /** Whether there is anything to show. */
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    private static List<String> losing(Comparison comparison) {
        List<String> sound = comparison.soundSchemes();
        return comparison.schemes().stream()
                .filter(scheme -> !sound.contains(scheme))
                .toList();
    }

    private static List<SchemeKey> keys(Comparison comparison, Palette palette) {
        return comparison.schemes().stream()
                .map(scheme -> new SchemeKey(
                        scheme,
                        palette.key(scheme),
                        comparison.runsOf(scheme).stream()
                                .anyMatch(run -> run.tracking().lostPages() > 0)))
                .toList();
    }

    private static String summary(List<RunRecord> runs, Comparison comparison) {
        if (runs.isEmpty()) {
            return "no runs";
        }
        int schemes = comparison.schemes().size();
        int cases = comparison.cases().size();
        return runs.size() + (runs.size() == 1 ? " run: " : " runs: ") + schemes
                + (schemes == 1 ? " scheme" : " schemes") + " on " + cases + " " + comparison.caseWord(cases)
                + (comparison.replicated() ? ", replicated" : "");
    }
}
