package dirtysim.reports.jmh;

import dirtysim.reports.text.Exact;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a benchmark is to reach.
 *
 * @param benchmark {@code Class.method}
 * @param reference method that a ratio is to; empty for each of the class
 * @param params values that parameters must have for the target to apply; others may have any
 * @param quantity what it is about
 * @param limit most, or least, of it
 * @param source who says so
 */
public record JmhTarget(
        String benchmark,
        String reference,
        SortedMap<String, String> params,
        JmhQuantity quantity,
        double limit,
        String source) {
    /** Copies the map. */
    public JmhTarget {
        params = new TreeMap<>(params);
    }

    /** Parameters as {@code size=100 kind=x}; empty if there are none. */
    public String paramText() {
        return params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
    }

    /** What is to be reached, in short: {@code ratio<=1.3}. */
    public String text() {
        return quantity.id() + (quantity == JmhQuantity.PER_SECOND ? ">=" : "<=") + Exact.plain(limit);
    }

    /** What becomes of it with a figure of its quantity, which is not a ratio. */
    JmhOutcome judge(double value) {
        if (Double.isNaN(value)) {
            return JmhOutcome.NOT_RUN;
        }
        boolean met = quantity == JmhQuantity.PER_SECOND ? value >= limit : value <= limit;
        return met ? JmhOutcome.MET : JmhOutcome.MISSED;
    }

    /** What becomes of it with a ratio. */
    JmhOutcome judge(Ratio ratio) {
        return ratio.high() <= limit ? JmhOutcome.MET : ratio.low() > limit ? JmhOutcome.MISSED : JmhOutcome.UNCLEAR;
    }
}
