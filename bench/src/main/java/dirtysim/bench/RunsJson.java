package dirtysim.bench;

import dirtysim.reports.JsonRows;
import dirtysim.reports.text.JsonText;
import dirtysim.scenario.RunRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What commands that write a results directory print under {@code --json}. */
final class RunsJson {
    private RunsJson() {}

    /**
     * One object: the rows of {@code results.csv}, and where everything else is.
     *
     * @param command what to type for the same results
     * @param directory the results directory
     * @param runs the runs that ended
     * @param failed how many did not
     */
    static String render(String command, Path directory, List<RunRecord> runs, int failed) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("command", command);
        root.put("results", directory.toString());
        root.put("report", directory.resolve("report.html").toString());
        root.put("failed", failed);
        root.put("runs", JsonRows.results(runs));
        return JsonText.render(root);
    }
}
