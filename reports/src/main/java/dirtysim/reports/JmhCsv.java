package dirtysim.reports;

import dirtysim.reports.CsvTable.Column;
import dirtysim.reports.jmh.JmhFinding;
import dirtysim.reports.jmh.JmhPair;
import dirtysim.reports.jmh.JmhRun;
import dirtysim.reports.jmh.JmhStudy;
import dirtysim.reports.jmh.Ratio;
import dirtysim.reports.text.Exact;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * {@code jmh.csv}: a row a benchmark and reference; one without a reference, and the references themselves, have a row without a
 * ratio. {@code targets} holds those that apply, as {@code ratio<=1.3:met}, with semicolons between.
 */
public final class JmhCsv {
    private static final int DECIMALS = 6;

    private record Row(JmhStudy study, JmhRun run, JmhPair pair) {
        String ratio(ToDoubleFunction<Ratio> part) {
            return pair == null ? "" : Exact.decimals(part.applyAsDouble(pair.ratio()), DECIMALS);
        }

        String reference() {
            return pair == null ? "" : pair.reference().method();
        }

        String targets() {
            return study.findings().stream()
                    .filter(finding -> finding.target().benchmark().equals(run.benchmark())
                            && finding.params().equals(run.paramText())
                            && (finding.reference().isEmpty()
                                    || finding.reference().equals(reference())))
                    .map(Row::target)
                    .collect(Collectors.joining(";"));
        }

        private static String target(JmhFinding finding) {
            return finding.target().text() + ":" + finding.outcome().text();
        }
    }

    private static final List<Column<Row>> COLUMNS = List.of(
            new Column<>("file", row -> row.study().name()),
            new Column<>("benchmark", row -> row.run().benchmark()),
            new Column<>("params", row -> row.run().paramText()),
            new Column<>("reference", Row::reference),
            new Column<>("forks", row -> Integer.toString(row.run().forksNs().length)),
            new Column<>("iterations", row -> Integer.toString(row.run().iterations())),
            new Column<>("ratio", row -> row.ratio(Ratio::value)),
            new Column<>("ci_low", row -> row.ratio(Ratio::low)),
            new Column<>("ci_high", row -> row.ratio(Ratio::high)),
            new Column<>("mann_whitney_p", row -> row.ratio(Ratio::p)),
            new Column<>("op_ns", row -> Exact.decimals(row.run().meanNs(), DECIMALS)),
            new Column<>("bytes_per_op", row -> Exact.decimals(row.run().bytesPerOp(), 3)),
            new Column<>("targets", Row::targets));

    private JmhCsv() {}

    /**
     * The whole file, header included, as text with LF line ends.
     *
     * @param studies each a file of JMH
     */
    public static String render(List<JmhStudy> studies) {
        List<Row> rows = new ArrayList<>();
        for (JmhStudy study : studies) {
            for (JmhRun run : study.runs()) {
                List<JmhPair> pairs =
                        study.pairs().stream().filter(pair -> pair.run() == run).toList();
                if (pairs.isEmpty()) {
                    rows.add(new Row(study, run, null));
                }
                pairs.forEach(pair -> rows.add(new Row(study, run, pair)));
            }
        }
        return CsvTable.render(COLUMNS, rows);
    }
}
