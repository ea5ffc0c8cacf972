package dirtysim.reports.view;

import dirtysim.reports.chart.RatioPanel;
import dirtysim.reports.jmh.JmhFinding;
import dirtysim.reports.jmh.JmhOutcome;
import dirtysim.reports.jmh.JmhPair;
import dirtysim.reports.jmh.JmhQuantity;
import dirtysim.reports.jmh.JmhRun;
import dirtysim.reports.jmh.JmhStudy;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Benchmarks of the program itself.
 *
 * @param heading the file, and what measured
 * @param summary how many targets are met
 * @param missed a sentence for each target that is missed
 * @param open a sentence for each that is neither met nor missed
 * @param figures a chart a class of benchmarks
 */
public record JmhView(String heading, String summary, List<String> missed, List<String> open, List<Figure> figures) {
    private static final double PS_PER_NS = 1000;

    /** What one run of JMH looks like. The number keeps the ids of several on a page apart. */
    public static JmhView of(JmhStudy study, int number) {
        List<Figure> figures = new ArrayList<>();
        for (String subject : study.subjects()) {
            figures.add(figure(study, subject, "jmh-" + number + "-" + figures.size()));
        }
        int met = study.findings(JmhOutcome.MET).size();
        String summary = study.findings().isEmpty()
                ? "No targets were given."
                : met + " of " + study.findings().size() + " targets are met.";
        return new JmhView(
                study.name() + " (" + study.machine() + ")",
                summary,
                sentences(study, outcome -> outcome == JmhOutcome.MISSED),
                sentences(study, outcome -> outcome == JmhOutcome.UNCLEAR || outcome == JmhOutcome.NOT_RUN),
                figures);
    }

    private static List<String> sentences(JmhStudy study, Predicate<JmhOutcome> wanted) {
        return study.findings().stream()
                .filter(finding -> wanted.test(finding.outcome()))
                .map(JmhView::sentence)
                .toList();
    }

    private static String sentence(JmhFinding finding) {
        String what = finding.target().benchmark()
                + (finding.params().isEmpty() ? "" : " with " + finding.params())
                + (finding.reference().isEmpty() ? "" : " beside " + finding.reference());
        String wanted = (finding.target().quantity() == JmhQuantity.PER_SECOND ? "at least " : "at most ")
                + amount(finding, finding.target().limit()) + " ("
                + finding.target().source() + ")";
        return switch (finding.outcome()) {
            case NOT_RUN -> what + ": not run; to be " + wanted + ".";
            case UNCLEAR ->
                what + ": " + amount(finding, finding.value()) + ", and the interval holds the target, " + wanted + ".";
            default ->
                what + ": " + finding.outcome().text() + " with " + amount(finding, finding.value()) + ", to be "
                        + wanted + ".";
        };
    }

    private static String amount(JmhFinding finding, double value) {
        return switch (finding.target().quantity()) {
            case RATIO -> Unit.times(value);
            case BYTES -> Exact.decimals(value, 2) + " B an operation";
            case PER_SECOND -> Unit.COUNT.show(value) + " operations a second";
        };
    }

    private static Figure figure(JmhStudy study, String subject, String id) {
        List<JmhPair> pairs = study.pairs().stream()
                .filter(pair -> pair.run().subject().equals(subject))
                .toList();
        List<RatioPanel.Row> all = pairs.stream().map(pair -> row(study, pair)).toList();
        List<Figure.Panel> panels = new ArrayList<>();
        for (String reference :
                pairs.stream().map(pair -> pair.reference().method()).distinct().toList()) {
            List<RatioPanel.Row> rows = new ArrayList<>();
            for (int i = 0; i < pairs.size(); i++) {
                if (pairs.get(i).reference().method().equals(reference)) {
                    rows.add(all.get(i));
                }
            }
            panels.add(new Figure.Panel(
                    "beside " + reference,
                    null,
                    RatioPanel.draw(id + "-" + panels.size(), subject + " beside " + reference, all, rows)));
        }
        return new Figure(
                id,
                subject,
                pairs.isEmpty()
                        ? "There is no reference in this class, and so no ratio to draw; the table has the times."
                        : "A dot is the time of an operation as a multiple of that of the reference, the line through it the"
                                + " 95 % interval; left of the solid line the benchmark is the faster one. A dashed bar is the"
                                + " target, and a cross a benchmark that misses it.",
                pairs.isEmpty() ? "" : "Log scale, the same in all panels.",
                List.of(),
                true,
                panels,
                table(study, subject, pairs));
    }

    private static RatioPanel.Row row(JmhStudy study, JmhPair pair) {
        List<JmhFinding> its = of(study, pair.run(), pair.reference().method());
        double limit = its.stream()
                .filter(finding -> finding.target().quantity() == JmhQuantity.RATIO)
                .mapToDouble(finding -> finding.target().limit())
                .min()
                .orElse(Double.NaN);
        return new RatioPanel.Row(
                pair.run().method(),
                pair.run().paramText(),
                pair.ratio().value(),
                pair.ratio().low(),
                pair.ratio().high(),
                limit,
                its.stream()
                        .anyMatch(finding -> finding.target().quantity() == JmhQuantity.RATIO
                                && finding.outcome() == JmhOutcome.MISSED));
    }

    private static List<JmhFinding> of(JmhStudy study, JmhRun run, String reference) {
        return study.findings().stream()
                .filter(finding -> finding.target().benchmark().equals(run.benchmark())
                        && finding.params().equals(run.paramText())
                        && (finding.reference().isEmpty() || finding.reference().equals(reference)))
                .toList();
    }

    private static Table table(JmhStudy study, String subject, List<JmhPair> pairs) {
        List<Table.Row> rows = new ArrayList<>();
        for (JmhRun run : study.runs()) {
            if (!run.subject().equals(subject)) {
                continue;
            }
            List<JmhPair> its = pairs.stream().filter(pair -> pair.run() == run).toList();
            if (its.isEmpty()) {
                rows.add(new Table.Row(null, null, cells(study, run, "", List.of("", "", ""))));
            }
            for (JmhPair pair : its) {
                List<String> figures = List.of(
                        Unit.times(pair.ratio().value()),
                        Unit.times(pair.ratio().low()) + " to "
                                + Unit.times(pair.ratio().high()),
                        pair.ratio().p() < 0.001
                                ? "< 0.001"
                                : Exact.decimals(pair.ratio().p(), 3));
                rows.add(new Table.Row(
                        null, null, cells(study, run, pair.reference().method(), figures)));
            }
        }
        return new Table(
                "Benchmarks of " + subject,
                List.of(
                        "Benchmark",
                        "Parameters",
                        "Reference",
                        "Ratio",
                        "95 % interval",
                        "p",
                        "Operation",
                        "Allocated",
                        "Forks × iterations",
                        "Targets"),
                3,
                true,
                rows);
    }

    private static List<String> cells(JmhStudy study, JmhRun run, String reference, List<String> figures) {
        List<String> cells = new ArrayList<>(List.of(run.method(), run.paramText(), reference));
        cells.addAll(figures);
        cells.add(Unit.TIME.show(run.meanNs() * PS_PER_NS));
        cells.add(Double.isNaN(run.bytesPerOp()) ? "–" : Exact.decimals(run.bytesPerOp(), 2) + " B");
        int forks = run.forksNs().length;
        cells.add(forks + " × " + run.iterations() / forks);
        cells.add(String.join(
                "; ",
                of(study, run, reference).stream()
                        .map(finding -> (finding.outcome() == JmhOutcome.MISSED ? "✕ " : "")
                                + finding.target().text() + " "
                                + finding.outcome().text())
                        .toList()));
        return cells;
    }
}
