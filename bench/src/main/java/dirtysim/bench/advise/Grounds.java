package dirtysim.bench.advise;

import dirtysim.host.Parameters;
import dirtysim.reports.frontier.Limit;
import dirtysim.reports.text.Exact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The sections of the advice on how far it holds, what it takes, and what it rests on. */
final class Grounds {
    private Grounds() {}

    static void write(StringBuilder out, Advice advice) {
        margins(out, advice);
        AdviceText.list(out, "What they take", "", advice.needs());
        assumptions(out, advice);
        AdviceText.list(out, "What was done to the trace", "", advice.notes());
    }

    static String name(Limit limit) {
        return switch (limit) {
            case LINK -> "link";
            case DOWNTIME_LIMIT -> "downtime limit";
            case DMA_RATE -> "DMA rate";
        };
    }

    static String show(Limit limit, double value) {
        return limit == Limit.DMA_RATE
                ? Exact.plain(value) + " times the recorded"
                : limit.unit().ascii(limit.shown(value));
    }

    private static void margins(StringBuilder out, Advice advice) {
        List<String> sentences = Arrays.stream(Limit.values())
                .flatMap(limit -> advice.margins().stream()
                        .filter(margin -> margin.limit() == limit)
                        .map(Grounds::margin))
                .toList();
        if (!sentences.isEmpty()) {
            AdviceText.list(
                    out,
                    "How far it holds",
                    advice.choice().scheme() + " stays first, alone or in a tie, when one of these moves and all else"
                            + " stays, tried from a quarter to four times and found to within 10 %:",
                    sentences);
        } else if (!advice.margined()) {
            AdviceText.heading(out, "How far it holds");
            out.append("Not asked: --quick leaves margins and assumptions out.\n");
        }
    }

    private static String margin(Margin m) {
        boolean farthest = Double.isNaN(m.breaks());
        String way = m.less() ? "down to " : "up to ";
        String far = m.holds() == m.own()
                ? "not even " + (m.less() ? "down" : "up") + " from " + show(m.limit(), m.own())
                : way
                        + show(m.limit(), m.holds())
                        + (m.limit() == Limit.DMA_RATE && m.own() == 1
                                ? ""
                                : " (" + Exact.decimals(m.holds() / m.own(), 2) + " times)");
        return name(m.limit()) + " " + far
                + (farthest ? ", the farthest tried." : "; at " + show(m.limit(), m.breaks()) + " " + m.why() + ".");
    }

    private static void assumptions(StringBuilder out, Advice advice) {
        if (!advice.margined() || advice.ranks().isEmpty() || !advice.choice().converged()) {
            return;
        }
        List<String> two = Advisor.firstTwo(advice.ranks());
        String whom = String.join(" and ", two);
        List<String> items = new ArrayList<>();
        for (Assumption a : advice.assumptions()) {
            items.add("`" + a.parameter().key() + "` (used " + Parameters.text(a.parameter(), a.used()) + ", range "
                    + Parameters.range(a.parameter())
                    + (a.parameter().choices().length > 0
                            ? ""
                            : " " + a.parameter().unit()) + ") moves "
                    + (a.moves().isEmpty() ? "the order" : String.join(" and ", a.moves()))
                    + (a.turns().isEmpty()
                            ? two.size() > 1 ? "; the order of the two holds" : ""
                            : "; " + String.join(", ", a.turns())));
        }
        AdviceText.heading(out, "What it rests on");
        out.append("Of ")
                .append(advice.tested())
                .append(" parameters that nobody has published, each moved alone to the ends of its range, ")
                .append(items.isEmpty() ? "none moves " : items.size() + (items.size() == 1 ? " moves " : " move "))
                .append("the figures of ")
                .append(whom)
                .append(" by more than what counts as level")
                .append(items.isEmpty() ? ".\n" : ":\n\n");
        items.forEach(item -> out.append("- ").append(item).append(".\n"));
    }
}
