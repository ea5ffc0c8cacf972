package dirtysim.reports.view;

import dirtysim.host.Parameter;
import dirtysim.reports.chart.Palette;
import dirtysim.reports.sensitivity.Grain;
import dirtysim.reports.sensitivity.Lead;
import dirtysim.reports.sensitivity.Leak;
import dirtysim.reports.sensitivity.Pairing;
import dirtysim.reports.sensitivity.Study;
import dirtysim.reports.sensitivity.Turn;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The section on sensitivity.
 *
 * @param summary how many runs, parameters and samples, in words
 * @param leaks a sentence on each scheme that loses pages somewhere
 * @param answers a measure each: what could change which scheme is best
 * @param turns the pairs of schemes whose order can turn
 * @param further how many such pairs the table leaves out
 * @param figures what moves each measure
 */
public record SensitivityView(
        String summary, List<String> leaks, List<Answer> answers, Table turns, int further, List<Figure> figures) {
    private static final int MOST_TURNS = 40;
    private static final double SELDOM = 0.05;

    /**
     * @param question the measure
     * @param answer the verdict over all traces, in a sentence
     * @param details a line a trace
     */
    public record Answer(String question, String answer, List<String> details) {}

    /** The section for a suite's runs; empty where no parameters were varied. */
    static Optional<SensitivityView> of(List<RunRecord> runs, Palette palette) {
        List<Study> studies = Study.of(runs);
        if (studies.isEmpty()) {
            return Optional.empty();
        }
        List<Pairing> turning = studies.stream()
                .flatMap(study -> Pairing.of(study).stream())
                .filter(pair ->
                        !pair.level() && (!pair.turns().isEmpty() || pair.secondAhead() >= SELDOM * pair.samples() + 1))
                .toList();
        return Optional.of(new SensitivityView(
                summary(runs, studies),
                studies.stream()
                        .flatMap(study -> Leak.of(study).stream())
                        .map(leak -> sentence(leak, studies))
                        .toList(),
                answers(studies),
                table(turning.subList(0, Math.min(MOST_TURNS, turning.size())), studies),
                Math.max(0, turning.size() - MOST_TURNS),
                new SwingFigures(studies, palette).all()));
    }

    /** What a study is called: its trace, and its scenario where a trace ran in several. */
    static String label(Study study, List<Study> studies) {
        boolean alone = studies.stream()
                        .filter(other -> other.trace().equals(study.trace()))
                        .count()
                == 1;
        return alone ? study.trace() : study.trace() + " · " + study.scenario();
    }

    private static String summary(List<RunRecord> runs, List<Study> studies) {
        List<Parameter> moved = studies.get(0).parameters();
        long assumed = moved.stream()
                .filter(parameter -> parameter.status() == Parameter.Status.ASSUMPTION)
                .count();
        int samples = studies.stream()
                .flatMap(study -> study.schemes().values().stream())
                .mapToInt(its -> its.joint().size())
                .max()
                .orElse(0);
        return Unit.grouped(runs.size()) + " runs: " + moved.size() + " parameters, " + assumed
                + " of them assumptions, each moved alone to both ends of its range, and " + samples
                + " samples of all of them at once over their ranges (a Sobol sequence, the same for every scheme).";
    }

    private static String sentence(Leak leak, List<Study> studies) {
        String where = leak.scheme() + " on " + label(leak.study(), studies);
        if (leak.atBase()) {
            return where + " lost pages at the base already and is not compared.";
        }
        return where + " lost pages in " + leak.runs() + " of " + leak.of() + " runs and is not compared"
                + (leak.alone().isEmpty()
                        ? ": only where several parameters were moved at once."
                        : ": " + String.join(", ", leak.alone()) + " alone is enough.");
    }

    private static List<Answer> answers(List<Study> studies) {
        List<Lead> leads =
                studies.stream().flatMap(study -> Lead.of(study).stream()).toList();
        List<Answer> answers = new ArrayList<>();
        Grain.MEASURES.forEach(measure -> {
            List<Lead> its =
                    leads.stream().filter(lead -> lead.measure() == measure).toList();
            if (!its.isEmpty()) {
                answers.add(new Answer(
                        measure.title(),
                        verdict(its),
                        its.stream().map(lead -> detail(lead, studies)).toList()));
            }
        });
        return answers;
    }

    private static String verdict(List<Lead> leads) {
        List<Turn> upsets =
                leads.stream().flatMap(lead -> lead.upsets().stream()).toList();
        if (upsets.isEmpty()) {
            return "No single parameter over its range puts another scheme ahead.";
        }
        List<String> keys =
                upsets.stream().map(turn -> turn.parameter().key()).distinct().toList();
        long assumed = upsets.stream()
                .filter(Turn::assumed)
                .map(turn -> turn.parameter().key())
                .distinct()
                .count();
        return keys.size() + (keys.size() == 1 ? " parameter" : " parameters")
                + " alone could put another scheme ahead; "
                + (assumed == keys.size() ? "all" : assumed == 0 ? "none" : Long.toString(assumed))
                + " of them assumed.";
    }

    private static String detail(Lead lead, List<Study> studies) {
        StringBuilder out = new StringBuilder(label(lead.study(), studies) + ": ");
        out.append(String.join(", ", lead.leaders()));
        out.append(lead.leaders().size() > 1 ? " (no difference)" : "");
        if (lead.samples() > 0) {
            out.append("; holds in ")
                    .append(lead.held())
                    .append(" of ")
                    .append(lead.samples())
                    .append(" samples");
        }
        if (!lead.upsets().isEmpty()) {
            out.append("; ")
                    .append(lead.upsets().stream()
                            .map(turn -> words(turn) + " would put " + turn.ahead() + " ahead")
                            .collect(Collectors.joining("; ")));
        }
        return out.append('.').toString();
    }

    private static String words(Turn turn) {
        return turn.words() + " ("
                + (turn.parameter().choices().length > 0 ? "" : "base " + Exact.plain(turn.base()) + ", ")
                + turn.parameter().status().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static Table table(List<Pairing> pairs, List<Study> studies) {
        List<Table.Row> rows = new ArrayList<>();
        for (Pairing pair : pairs) {
            String label = label(pair.study(), studies);
            rows.add(new Table.Row(
                    label,
                    null,
                    List.of(
                            pair.measure().title(),
                            label,
                            pair.first(),
                            pair.second(),
                            pair.samples() == 0 ? "–" : pair.secondAhead() + " of " + pair.samples(),
                            pair.turns().stream().map(SensitivityView::words).collect(Collectors.joining("; ")))));
        }
        return new Table(
                "Pairs of schemes whose order can turn",
                List.of(
                        "Measure",
                        "Trace",
                        "Ahead at the base",
                        "Behind",
                        "Reversed in samples",
                        "One parameter alone that reverses it"),
                4,
                true,
                rows);
    }
}
