package dirtysim.bench.advise;

import dirtysim.reports.text.Exact;
import dirtysim.reports.text.Unit;
import dirtysim.scenario.Scenario;
import java.util.List;
import java.util.stream.Collectors;

/** {@code advice.md}: the advice on one trace in plain sentences; ASCII, lines ended by LF. A pure function of the advice. */
public final class AdviceText {
    private AdviceText() {}

    /** The whole text. */
    public static String render(Advice advice) {
        StringBuilder out = new StringBuilder();
        Scenario s = advice.scenario();
        out.append("# Advice for ").append(s.trace()).append("\n\n");
        out.append("A guest of ")
                .append(Unit.BYTES.tick(s.ramBytes()))
                .append(", a link of ")
                .append(Exact.plain(s.linkBytesPerSecond() * 8 / 1e9))
                .append(" Gbit/s, a downtime budget of ")
                .append(Exact.plain(s.downtimeLimitMs()))
                .append(" ms; the guest's CPUs write ")
                .append(Exact.plain(s.cpuDirtyPagesPerSecond()))
                .append(" pages a second within ")
                .append(Unit.BYTES.tick(s.cpuWorkingSetBytes()))
                .append(", which a trace does not tell (--cpu-dirty, --cpu-working-set).\n");
        Recommendation.write(out, advice);
        ranking(out, advice);
        list(
                out,
                "Out",
                "",
                advice.out().stream()
                        .map(exclusion -> exclusion.scheme() + " " + exclusion.why())
                        .toList());
        Grounds.write(out, advice);
        return out.toString().replaceAll("[\u00a0]", " ").replace("µ", "u").replaceAll("[^\n -~]", "?");
    }

    private static void ranking(StringBuilder out, Advice advice) {
        if (advice.ranks().isEmpty()) {
            return;
        }
        heading(out, "Ranking");
        out.append("| rank | scheme | converges | downtime | slowdown | total | host CPU | sent | lost |\n");
        out.append("|---:|---|---|---:|---:|---:|---:|---:|---:|\n");
        int rank = 1;
        for (List<Candidate> level : advice.ranks()) {
            for (Candidate c : level) {
                out.append("| ")
                        .append(rank)
                        .append(" | ")
                        .append(String.join(
                                " | ",
                                List.of(
                                        c.scheme(),
                                        c.converged() ? "yes" : "NO",
                                        Unit.TIME.ascii(c.downtimePs()),
                                        times(c.slowdown()),
                                        Unit.TIME.ascii(c.totalPs()),
                                        percent(c.hostCpuShare()),
                                        Unit.BYTES.ascii(c.sentBytes()),
                                        Unit.grouped(c.lostPages()))))
                        .append(" |\n");
            }
            rank += level.size();
        }
        List<Candidate> all = advice.ranks().stream().flatMap(List::stream).toList();
        List<String> why = all.stream()
                .flatMap(c -> RankingRule.dropped(c, all, advice.budgetPs()).stream()
                        .map(dropped -> c.scheme() + " is not first: "
                                + dropped.by().behind(c, dropped.better(), advice.budgetPs()) + "."))
                .toList();
        if (!why.isEmpty()) {
            out.append('\n');
            why.forEach(sentence -> out.append("- ").append(sentence).append('\n'));
        }
        if (!advice.suspects().isEmpty()) {
            out.append("\n**Do not take ")
                    .append(String.join(", ", advice.suspects()))
                    .append(
                            "**: no page was lost under these conditions, but pages were under others that were tried.\n");
        }
        out.append(
                "\nThat a run lost no page is no proof that a scheme loses none: `check` tries every interleaving of a small"
                        + " guest.\n");
        out.append(
                "\nRanked by convergence; downtime, where it is beyond the budget; slowdown of the guest's drivers; total"
                        + " time; host CPU, as a share of one CPU while the migration lasts. Level, and left to the next"
                        + " criterion, is what lies within 5 % of the better time, or within a point of slowdown or CPU.\n");
    }

    static void heading(StringBuilder out, String title) {
        out.append("\n## ").append(title).append("\n\n");
    }

    /** A section with a list; none at all without items. */
    static void list(StringBuilder out, String title, String lead, List<String> items) {
        if (!items.isEmpty()) {
            heading(out, title);
            if (!lead.isEmpty()) {
                out.append(lead).append("\n\n");
            }
            items.forEach(item -> out.append("- ").append(item).append(item.endsWith(".") ? "\n" : ".\n"));
        }
    }

    static String names(List<Candidate> candidates) {
        List<String> names = candidates.stream().map(Candidate::scheme).toList();
        int last = names.size() - 1;
        return last == 0
                ? names.get(0)
                : names.subList(0, last).stream().collect(Collectors.joining(", ")) + " and " + names.get(last);
    }

    static String times(double ratio) {
        return Double.isFinite(ratio) ? Exact.decimals(ratio, 3) + "x" : "-";
    }

    static String percent(double share) {
        return Exact.decimals(share * 100, 1) + " %";
    }
}
