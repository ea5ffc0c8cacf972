package dirtysim.reports.compare;

import dirtysim.reports.text.Unit;
import dirtysim.scenario.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The result in plain sentences, computed from the records: who lost pages and is out, who met the downtime limit, and
 * which of the rest does best at what, by how much.
 *
 * @param losses schemes that lost pages; a scheme in this list is disqualified
 * @param facts sentences on soundness and convergence, and on what makes a scheme report more than was written
 * @param basis which schemes the rankings compare, and why the others are left out
 * @param rankings which scheme for what; empty when fewer than two schemes are left
 * @param picks which scheme to take in each case
 * @param caution what these figures can and cannot carry
 */
public record Verdict(
        List<Loss> losses, List<String> facts, String basis, List<Ranking> rankings, List<Pick> picks, String caution) {
    /** More cases than these in a sentence nobody reads; the table of schemes has them all. */
    private static final int MOST_NAMED = 3;

    /** Judges a comparison. */
    public static Verdict of(Comparison comparison) {
        List<Loss> losses = new ArrayList<>();
        List<String> sound = new ArrayList<>();
        List<String> met = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        for (String scheme : comparison.schemes()) {
            Loss loss = lossOf(comparison, scheme);
            if (loss.pages() > 0) {
                losses.add(loss);
                continue;
            }
            sound.add(scheme);
            List<String> forced = notConverged(comparison, scheme);
            if (forced.isEmpty()) {
                met.add(scheme);
            } else {
                int runs = (int) comparison.cases().stream()
                        .filter(c -> c.of(scheme).isPresent())
                        .count();
                missed.add(scheme + " (on " + Phrases.of(forced.size(), runs) + " " + comparison.caseWord(runs)
                        + (forced.size() == runs || forced.size() > MOST_NAMED ? "" : ": " + Phrases.list(forced))
                        + ")");
            }
        }
        return new Verdict(
                losses,
                facts(comparison, sound, met, missed),
                basis(comparison, sound, met, losses),
                rankings(comparison, met.isEmpty() ? sound : met),
                Pick.of(comparison),
                caution(comparison));
    }

    private static Loss lossOf(Comparison comparison, String scheme) {
        List<Loss.Where> where = new ArrayList<>();
        long pages = 0;
        int lostRuns = 0;
        for (Case c : comparison.cases()) {
            List<RunRecord> losing = c.all(scheme).stream()
                    .filter(run -> run.tracking().lostPages() > 0)
                    .toList();
            if (!losing.isEmpty()) {
                lostRuns += losing.size();
                pages += c.mostLost(scheme);
                int all = c.all(scheme).size();
                where.add(new Loss.Where(
                        c.label(),
                        c.mostLost(scheme),
                        all == 1 ? "" : "at worst, in " + Phrases.of(losing.size(), all) + " replications",
                        losing.get(0).tracking().lostReasons().stream()
                                .findFirst()
                                .orElse("")));
            }
        }
        return new Loss(scheme, pages, comparison.runsOf(scheme).size(), lostRuns, List.copyOf(where));
    }

    private static List<String> notConverged(Comparison comparison, String scheme) {
        return comparison.cases().stream()
                .filter(c -> c.of(scheme).isPresent() && c.converged(scheme) < 1)
                .map(Case::label)
                .toList();
    }

    private static List<String> facts(
            Comparison comparison, List<String> sound, List<String> met, List<String> missed) {
        List<String> facts = new ArrayList<>();
        if (comparison.cases().isEmpty()) {
            facts.add("There are no runs to judge.");
            return facts;
        }
        facts.add(
                sound.isEmpty()
                        ? "Every scheme lost pages."
                        : "No page was lost in any run by " + Phrases.list(sound) + ".");
        if (!met.isEmpty()) {
            facts.add(Phrases.list(met) + (met.size() == 1 ? " met" : " each met") + " the downtime limit on every "
                    + comparison.caseWord(1) + ".");
        }
        if (!missed.isEmpty()) {
            facts.add(
                    Phrases.list(missed) + " did not meet the downtime limit: there the guest was stopped regardless.");
        }
        facts.addAll(PrecisionFacts.of(comparison));
        return facts;
    }

    private static String basis(Comparison comparison, List<String> sound, List<String> met, List<Loss> losses) {
        if (sound.isEmpty()) {
            return "";
        }
        List<String> why = new ArrayList<>();
        if (!losses.isEmpty()) {
            why.add("those that lost pages");
        }
        if (!met.isEmpty() && met.size() < sound.size()) {
            why.add("those that did not meet the limit everywhere");
        }
        String compared = met.isEmpty() ? "sound schemes, although none met the limit everywhere" : "schemes";
        return "Compared here: the " + compared + " " + Phrases.list(met.isEmpty() ? sound : met)
                + (why.isEmpty() ? "." : "; left out are " + Phrases.list(why) + ".")
                + (comparison.cases().size() == 1
                        ? " × is against the scheme named first; where a scheme needs none, values are given instead."
                        : " Figures are the median over the " + comparison.caseWord(2)
                                + ", with the range; × is against the scheme named first, "
                                + comparison.caseWord(1) + " by " + comparison.caseWord(1)
                                + "; where a scheme is at 0 on some " + comparison.caseWord(1)
                                + ", values are given instead.");
    }

    private static List<Ranking> rankings(Comparison comparison, List<String> schemes) {
        if (schemes.size() < 2) {
            return List.of();
        }
        Ranker ranker = new Ranker(comparison, schemes);
        List<Ranking> rankings = new ArrayList<>();
        add(rankings, ranker, "Shortest migration", Measure.TOTAL);
        add(rankings, ranker, "Shortest downtime", Measure.DOWNTIME);
        add(rankings, ranker, "Least guest slowdown", Measure.SLOWDOWN);
        add(rankings, ranker, "Cheapest flush at unmap, all together", Measure.FLUSH_UNMAP_TOTAL);
        add(rankings, ranker, "Cheapest flush at query, median", Measure.FLUSH_QUERY_P50);
        add(rankings, ranker, "Fastest bitmap copy, median", Measure.COPY_P50);
        add(rankings, ranker, "Fewest pages sent for nothing", Measure.FALSE_DIRTY);
        add(rankings, ranker, "Least host CPU time", Measure.HOST_CPU);
        return rankings;
    }

    private static void add(List<Ranking> rankings, Ranker ranker, String question, Measure measure) {
        ranker.rank(question, measure, measure == Measure.SLOWDOWN).ifPresent(rankings::add);
    }

    private static String caution(Comparison comparison) {
        if (!comparison.replicated()) {
            return "From one seed, nothing was replicated: what was observed once, not an interval. Small differences may"
                    + " turn with the seed, the trace or an assumed parameter.";
        }
        int least = comparison.cases().stream().mapToInt(Case::seeds).min().orElseThrow();
        int most = comparison.cases().stream().mapToInt(Case::seeds).max().orElseThrow();
        return "From " + (least == most ? "" + most : least + " to " + most) + " replications of each "
                + comparison.caseWord(1)
                + ", each with a seed of its own; figures are means, lost pages the most of any. Two"
                + " schemes are compared seed by seed. A difference is called one only when its interval leaves out zero and it is"
                + " more than 0.5 %; else no difference is shown. The intervals of all pairs of schemes in one measure on one "
                + comparison.caseWord(1)
                + " hold together with 95 % confidence (Student, Bonferroni). They cover what the seed"
                + " draws, not the choice of traces, the model or its assumed parameters.";
    }

    /** Lost pages of all disqualified schemes, in words for a heading: "1,234 pages". */
    public static String pages(long count) {
        return Unit.grouped(count) + (count == 1 ? " page" : " pages");
    }
}
