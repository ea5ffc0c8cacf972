package dirtysim.reports.compare;

import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * Which scheme to take in one case, and what it costs against the others. Schemes that lost pages anywhere are out. Of the others
 * those that converge come first, then those whose downtime is within the limit or, beyond it, shortest; then the one that slows
 * the guest least, migrates fastest and takes least of a host CPU. It is the rule of {@code advise}, with its bands: times within
 * {@value #SHARE_PERCENT} per cent, and slowdowns and shares of a CPU within one point, are level.
 *
 * @param label the case
 * @param scenarios names of its scenarios
 * @param schemes what to take; several where they are level, none where every scheme lost pages
 * @param costs what that costs, for the first of them
 * @param needs what they ask for; empty if that is not known
 * @param others what the other sound schemes cost; empty if there are none
 * @param lost which schemes lost pages here, and how many; empty if none did
 */
public record Pick(
        String label, String scenarios, List<String> schemes, String costs, String needs, String others, String lost) {
    private static final int SHARE_PERCENT = 5;
    private static final double SHARE = SHARE_PERCENT / 100.0;
    private static final double POINT = 1;
    private static final double PS_PER_MS = 1e9;

    /** A slowdown in per cent from which on the pace is said. */
    private static final double WORTH_A_WORD = 10;

    /** One for each case. */
    static List<Pick> of(Comparison comparison) {
        List<String> sound = comparison.soundSchemes();
        return comparison.cases().stream().map(c -> of(c, sound)).toList();
    }

    private static Pick of(Case c, List<String> sound) {
        List<String> candidates =
                sound.stream().filter(c.replications()::containsKey).toList();
        List<String> lost = c.replications().keySet().stream()
                .filter(scheme -> c.mostLost(scheme) > 0)
                .map(scheme -> scheme + " " + Verdict.pages(c.mostLost(scheme)))
                .toList();
        if (candidates.isEmpty()) {
            return new Pick(c.label(), c.scenarios(), List.of(), "", "", "", Phrases.list(lost));
        }
        List<String> best = best(c, candidates);
        List<String> others = candidates.stream()
                .filter(scheme -> !best.contains(scheme))
                .map(scheme -> other(c, scheme, best.get(0)))
                .toList();
        return new Pick(
                c.label(),
                c.scenarios(),
                best,
                costs(c, best.get(0)),
                needs(best),
                String.join("; ", others),
                Phrases.list(lost));
    }

    private static List<String> best(Case c, List<String> candidates) {
        double limitPs = c.any().scenario().downtimeLimitMs() * PS_PER_MS;
        List<String> left = keep(candidates, 0, 0, scheme -> c.converged(scheme) == 1 ? 0 : 1);
        left = keep(left, SHARE, 0, scheme -> {
            double downtime = mean(c, Measure.DOWNTIME, scheme);
            return downtime <= limitPs ? 0 : downtime;
        });
        left = keep(left, 0, POINT, scheme -> mean(c, Measure.SLOWDOWN, scheme));
        left = keep(left, SHARE, 0, scheme -> mean(c, Measure.TOTAL, scheme));
        return keep(left, 0, POINT, scheme -> 100 * mean(c, Measure.HOST_CPU, scheme) / mean(c, Measure.TOTAL, scheme));
    }

    private static List<String> keep(
            List<String> schemes, double share, double points, ToDoubleFunction<String> figure) {
        double least = schemes.stream().mapToDouble(figure).min().orElseThrow();
        return schemes.stream()
                .filter(scheme -> figure.applyAsDouble(scheme) <= least * (1 + share) + points)
                .toList();
    }

    private static String costs(Case c, String scheme) {
        List<String> costs = new ArrayList<>();
        costs.add("downtime " + Unit.TIME.show(mean(c, Measure.DOWNTIME, scheme)) + limit(c, scheme));
        costs.add("migration " + Unit.TIME.show(mean(c, Measure.TOTAL, scheme)));
        double slowdown = mean(c, Measure.SLOWDOWN, scheme);
        costs.add("guest slowdown " + Unit.PERCENT.show(slowdown)
                + (slowdown < WORTH_A_WORD
                        ? ""
                        : " (its drivers work at " + Unit.PERCENT.show(100 / (1 + slowdown / 100))
                                + " of the pace that the trace asks for)"));
        costs.add("host CPU " + Unit.TIME.show(mean(c, Measure.HOST_CPU, scheme)));
        costs.add("no page lost");
        return String.join(", ", costs);
    }

    private static String needs(List<String> schemes) {
        return schemes.stream()
                .filter(scheme -> !SchemeNeeds.of(scheme).isEmpty())
                .map(scheme -> scheme + " needs " + SchemeNeeds.of(scheme))
                .collect(Collectors.joining("; "));
    }

    private static String other(Case c, String scheme, String best) {
        return scheme + " downtime " + times(c, Measure.DOWNTIME, scheme, best) + limit(c, scheme)
                + ", slowdown " + Unit.PERCENT.show(mean(c, Measure.SLOWDOWN, scheme)) + ", host CPU "
                + times(c, Measure.HOST_CPU, scheme, best);
    }

    private static String limit(Case c, String scheme) {
        return c.converged(scheme) == 1
                ? ""
                : " (pre-copy did not meet the limit of "
                        + Exact.plain(c.any().scenario().downtimeLimitMs()) + " ms)";
    }

    private static String times(Case c, Measure measure, String scheme, String best) {
        double base = mean(c, measure, best);
        return base == 0 ? measure.unit().show(mean(c, measure, scheme)) : Unit.times(mean(c, measure, scheme) / base);
    }

    private static double mean(Case c, Measure measure, String scheme) {
        return c.estimate(measure, scheme).mean();
    }
}
