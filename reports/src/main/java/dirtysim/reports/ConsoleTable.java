package dirtysim.reports;

import dirtysim.reports.compare.Case;
import dirtysim.reports.compare.Comparison;
import dirtysim.reports.compare.Loss;
import dirtysim.reports.compare.Measure;
import dirtysim.reports.compare.Verdict;
import dirtysim.reports.sensitivity.Point;
import dirtysim.reports.text.Exact;
import dirtysim.reports.text.TerminalText;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The results for a terminal: at most 120 columns of ASCII, a row a scheme, grouped by trace; means where runs were
 * replicated. A scheme that lost pages is marked with {@code !} at both ends of its row, so that it shows without colour. Of a
 * suite that varies parameters, only the base runs.
 */
public final class ConsoleTable {
    private static final int SCHEME_WIDTH = 13;
    private static final List<String> HEAD = List.of(
            "conv",
            "rounds",
            "total",
            "downtime",
            "lost",
            "false dirty",
            "slowdown",
            "unmap p50",
            "query p50",
            "copy p50");
    private static final int[] WIDTHS = {4, 6, 8, 8, 10, 11, 9, 9, 9, 9};

    private ConsoleTable() {}

    /** The table, each line ended by LF; one sentence when there are no runs. */
    public static String render(List<RunRecord> runs) {
        if (runs.isEmpty()) {
            return "no runs\n";
        }
        Comparison comparison = Comparison.of(Point.withoutVaried(runs));
        StringBuilder out = new StringBuilder();
        line(out, "  " + pad("scheme"), HEAD, "");
        for (Case c : comparison.cases()) {
            out.append(cut(TerminalText.ascii(c.label()), TerminalText.LINE_WIDTH))
                    .append('\n');
            c.replications().keySet().forEach(scheme -> row(out, scheme, c));
        }
        if (comparison.replicated()) {
            out.append(TerminalText.wrapped(
                    "means over the replications, lost pages the most of any; intervals are in means.csv"));
        }
        for (Loss loss : Verdict.of(comparison).losses()) {
            out.append(TerminalText.wrapped("! " + loss.scheme() + " LOST " + Verdict.pages(loss.pages()) + " on "
                    + loss.lostRuns() + " of " + loss.runs() + " and is disqualified: "
                    + loss.where().stream().map(Loss.Where::label).collect(Collectors.joining(", "))));
        }
        return out.toString();
    }

    private static void row(StringBuilder out, String scheme, Case c) {
        boolean lost = c.mostLost(scheme) > 0;
        double converged = c.converged(scheme);
        double rounds = c.all(scheme).stream()
                .mapToInt(run -> run.rounds().size())
                .average()
                .orElseThrow();
        double slowdown = 1 + c.estimate(Measure.SLOWDOWN, scheme).mean() / 100;
        List<String> cells = List.of(
                converged == 1 ? "yes" : converged == 0 ? "NO" : Exact.decimals(converged * 100, 0) + "%",
                Exact.decimals(rounds, rounds == Math.rint(rounds) ? 0 : 1),
                show(Measure.TOTAL, scheme, c),
                show(Measure.DOWNTIME, scheme, c),
                Unit.grouped(c.mostLost(scheme)),
                Unit.grouped(Math.round(c.estimate(Measure.FALSE_DIRTY, scheme).mean())),
                Double.isFinite(slowdown) ? Exact.decimals(slowdown, 3) + "x" : "-",
                show(Measure.FLUSH_UNMAP_P50, scheme, c),
                show(Measure.FLUSH_QUERY_P50, scheme, c),
                show(Measure.COPY_P50, scheme, c));
        line(out, (lost ? "! " : "  ") + pad(TerminalText.ascii(scheme)), cells, lost ? " !" : "");
    }

    private static String show(Measure measure, String scheme, Case c) {
        return measure.unit().ascii(c.estimate(measure, scheme).mean());
    }

    private static void line(StringBuilder out, String start, List<String> cells, String end) {
        StringBuilder line = new StringBuilder(start);
        for (int i = 0; i < cells.size(); i++) {
            line.append("  ")
                    .append(" ".repeat(Math.max(0, WIDTHS[i] - cells.get(i).length())))
                    .append(cells.get(i));
        }
        out.append(line).append(end).append('\n');
    }

    private static String pad(String scheme) {
        String cut = cut(scheme, SCHEME_WIDTH);
        return cut + " ".repeat(SCHEME_WIDTH - cut.length());
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 2) + "..";
    }
}
