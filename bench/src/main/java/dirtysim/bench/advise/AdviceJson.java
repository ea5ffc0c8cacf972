package dirtysim.bench.advise;

import dirtysim.reports.JsonRows;
import dirtysim.reports.text.Exact;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An advice for a program: the figures and reasons that {@link AdviceText} puts into sentences. */
public final class AdviceJson {
    private static final double PS_PER_MS = 1e9;

    private AdviceJson() {}

    /** What is said about one trace, as maps and lists in a fixed order. Schemes in one inner list of {@code ranks} tie. */
    public static Map<String, Object> of(Advice advice) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("trace", advice.scenario().trace());
        object.put("downtime_budget_ms", number(advice.scenario().downtimeLimitMs()));
        object.put(
                "ranks",
                advice.ranks().stream()
                        .map(rank -> rank.stream().map(AdviceJson::candidate).toList())
                        .toList());
        object.put("out", advice.out().stream().map(AdviceJson::exclusion).toList());
        object.put("suspects", advice.suspects());
        object.put("margined", advice.margined());
        object.put("margins", advice.margins().stream().map(AdviceJson::margin).toList());
        object.put("remedies", JsonRows.frontiers(advice.remedies()));
        object.put("assumptions_moved", advice.tested());
        object.put(
                "assumptions",
                advice.assumptions().stream().map(AdviceJson::assumption).toList());
        object.put("needs", advice.needs());
        object.put("notes", advice.notes());
        return object;
    }

    private static Map<String, Object> candidate(Candidate candidate) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("scheme", candidate.scheme());
        object.put("converged", candidate.converged());
        object.put("lost_pages", candidate.lostPages());
        object.put("downtime_ms", number(candidate.downtimePs() / PS_PER_MS));
        object.put("guest_slowdown", number(candidate.slowdown()));
        object.put("total_ms", number(candidate.totalPs() / PS_PER_MS));
        object.put("host_cpu_ms", number(candidate.hostCpuPs() / PS_PER_MS));
        object.put("sent_bytes", number(candidate.sentBytes()));
        object.put("rounds", candidate.rounds());
        return object;
    }

    private static Map<String, Object> exclusion(Exclusion exclusion) {
        return ordered("scheme", exclusion.scheme(), "why", exclusion.why());
    }

    private static Map<String, Object> margin(Margin margin) {
        Map<String, Object> object =
                ordered("axis", margin.limit().id(), "unit", margin.limit().unitName());
        object.put("less", margin.less());
        object.put("own", number(margin.own()));
        object.put("holds", number(margin.holds()));
        object.put("breaks", number(margin.breaks()));
        object.put("why", margin.why());
        return object;
    }

    private static Map<String, Object> assumption(Assumption assumption) {
        Map<String, Object> object = ordered(
                "parameter",
                assumption.parameter().key(),
                "unit",
                assumption.parameter().unit());
        object.put("used", number(assumption.used()));
        object.put("moves", List.copyOf(assumption.moves()));
        object.put("turns", List.copyOf(assumption.turns()));
        return object;
    }

    private static Map<String, Object> ordered(String first, String value, String second, String other) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put(first, value);
        object.put(second, other);
        return object;
    }

    /** Twelve digits, the same on every JDK; JSON has no word for what is no number. */
    private static BigDecimal number(double value) {
        return Double.isFinite(value) ? new BigDecimal(Exact.plain(value)) : null;
    }
}
