package dirtysim.reports.frontier;

import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What must be said of frontiers in sentences, so that no number is taken for more than it is. */
public final class FrontierWords {
    private static final double PAGE_MB = 4096 / 1e6;

    private FrontierWords() {}

    /** How the answers were found, and how exactly. */
    public static String method(List<Frontier> frontiers) {
        Frontier first = frontiers.get(0);
        double range = first.limit().lessIsHarder()
                ? first.limit().of(first.conditions()) / first.hardest()
                : first.hardest() / first.limit().of(first.conditions());
        String found = "Found by runs of the whole simulation, from the scenario's own value on, at most "
                + Exact.plain(Math.round(range * 100) / 100.0) + " times more and less, to within "
                + Exact.decimals((first.resolution() - 1) * 100, 1) + " %";
        String seeds = first.replications() > 1
                ? " A value counts as converging if the migration converges under each of " + first.replications()
                        + " seeds."
                : "";
        return found + "; " + once(frontiers).stream().mapToInt(Frontier::runs).sum() + " runs." + seeds;
    }

    /** Every answer that is no plain number, and every scheme that lost pages on the way; none where all is plain. */
    public static List<String> cautions(List<Frontier> all) {
        List<Frontier> frontiers = once(all);
        List<String> sentences = new ArrayList<>();
        for (Frontier f : frontiers) {
            if (!f.monotone()) {
                sentences.add(
                        whose(f) + " is not one edge: it converges at "
                                + f.limit().show(f.again())
                                + (Double.isNaN(f.fails())
                                        ? ""
                                        : ", not at " + f.limit().show(f.fails()))
                                + (f.status() == Frontier.Status.NOWHERE
                                        ? ", and never reliably up to the easiest value tried."
                                        : ", and at " + f.limit().show(f.value())
                                                + " again, beyond which it was not seen to fail. The value given is the last."));
            }
        }
        frontiers.stream().map(f -> f.conditions().scheme()).distinct().forEach(scheme -> {
            List<Frontier> its = frontiers.stream()
                    .filter(f -> f.conditions().scheme().equals(scheme))
                    .toList();
            int losing = its.stream().mapToInt(Frontier::losing).sum();
            int runs = its.stream().mapToInt(Frontier::runs).sum();
            if (losing > 0) {
                sentences.add(scheme + " lost pages in " + losing + " of these " + runs
                        + " runs: it may converge there, but to a corrupt guest.");
            }
        });
        return sentences;
    }

    /** The range of answers, a sentence a trace and limit; schemes that lost pages are left out. */
    public static List<String> facts(List<Frontier> frontiers) {
        Map<String, List<Frontier>> asked = new LinkedHashMap<>();
        frontiers.stream()
                .filter(f -> !f.curve() && f.losing() == 0)
                .forEach(f -> asked.computeIfAbsent(
                                f.limit() + " " + f.conditions().trace(), key -> new ArrayList<>())
                        .add(f));
        return asked.values().stream().map(FrontierWords::fact).toList();
    }

    private static String fact(List<Frontier> its) {
        Limit limit = its.get(0).limit();
        List<String> parts = new ArrayList<>();
        List<Frontier> found = its.stream()
                .filter(f -> f.status() == Frontier.Status.FOUND)
                .sorted(Comparator.comparingDouble(f -> limit.lessIsHarder() ? f.value() : -f.value()))
                .toList();
        if (!found.isEmpty()) {
            Frontier best = found.get(0);
            Frontier worst = found.get(found.size() - 1);
            List<Frontier> level = found.stream()
                    .filter(f ->
                            Math.max(best.value() / f.value(), f.value() / best.value()) < best.resolution() * 1.0001)
                    .toList();
            parts.add(best.answer() + " under "
                    + level.stream().map(FrontierWords::scheme).collect(Collectors.joining(", ")));
            if (level.size() < found.size()) {
                int more = found.size() - level.size() - 1;
                parts.add((more == 0 ? "" : "worst ") + worst.answer() + " under " + scheme(worst));
            }
        }
        others(parts, its, Frontier.Status.WHOLE_RANGE, " under ");
        others(parts, its, Frontier.Status.NOWHERE, " for ");
        return limit.title() + " on " + its.get(0).conditions().trace() + ": " + String.join("; ", parts) + ".";
    }

    private static void others(List<String> parts, List<Frontier> its, Frontier.Status status, String link) {
        List<Frontier> such = its.stream().filter(f -> f.status() == status).toList();
        if (!such.isEmpty()) {
            parts.add(such.get(0).answer()
                    + link
                    + such.stream().map(FrontierWords::scheme).collect(Collectors.joining(", ")));
        }
    }

    private static String scheme(Frontier f) {
        return f.conditions().scheme();
    }

    /** What devices write at a DMA rate, as the simulated guest made them write: pages and megabytes a second. */
    public static String load(Frontier f) {
        return f.at() == null
                ? ""
                : Unit.grouped(Math.round(f.at().dmaPagesPerSecond())) + " page writes/s, "
                        + Unit.grouped(Math.round(f.at().dmaPagesPerSecond() * PAGE_MB)) + " MB/s";
    }

    /** Without the point of the curve that is the answer at the scenario's own downtime limit. */
    private static List<Frontier> once(List<Frontier> all) {
        return all.stream()
                .filter(f -> !f.curve()
                        || all.stream()
                                .noneMatch(other -> !other.curve()
                                        && other.limit() == f.limit()
                                        && other.conditions().equals(f.conditions())))
                .toList();
    }

    private static String whose(Frontier f) {
        String at = f.curve() ? " at a limit of " + Exact.plain(f.conditions().downtimeLimitMs()) + " ms" : "";
        return f.limit().title() + " of " + f.conditions().scheme() + " on "
                + f.conditions().trace() + at;
    }
}
