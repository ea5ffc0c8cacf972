package dirtysim.bench.advise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rule by which schemes are ranked.
 *
 * <ol>
 *   <li>A scheme that loses pages, or that the modelled hardware refuses, is out, and not ranked at all.
 *   <li>Those that converge come before those that do not.
 *   <li>Those whose downtime is within the budget come before those beyond it, and of these the shorter downtime first. Within
 *       the budget a shorter downtime counts for nothing. The budget is the downtime limit of the scenario, but it is held
 *       against the whole pause of the guest, of which the limit bounds but a part.
 *   <li>Then the less the guest's drivers are slowed down, the shorter the migration, and the less host CPU.
 * </ol>
 *
 * <p>At each step those that are behind the best by more than a band drop back, and the next step decides among the others; those
 * that are left in the end tie. Then the same is asked of all that have no rank yet. The bands: {@link #SHARE} of times, which is
 * also within what the report calls two schemes a tie where it looks for crossings, and below what the costs are known to, for hardly a
 * source gives a range narrower than that; {@link #POINTS} of slowdown and of host CPU, in points of the guest's or a CPU's
 * whole time, because a hundredth of that is no reason to choose by.
 */
public final class RankingRule {
    /** Times closer than this share of the better one are level. */
    public static final double SHARE = 0.05;

    /** Slowdowns and shares of a CPU closer than this are level. */
    public static final double POINTS = 0.01;

    private RankingRule() {}

    /**
     * Ranks candidates.
     *
     * @param candidates what is to be ranked; those that lost pages must have been left out
     * @param budgetPs longest pause that is wanted
     * @return the ranks, best first, each with those that tie in it, in the order in which they were given
     */
    public static List<List<Candidate>> rank(List<Candidate> candidates, double budgetPs) {
        List<List<Candidate>> ranks = new ArrayList<>();
        List<Candidate> left = new ArrayList<>(candidates);
        while (!left.isEmpty()) {
            List<Candidate> rank = left;
            for (Criterion criterion : Criterion.values()) {
                rank = best(rank, criterion, budgetPs);
            }
            ranks.add(rank);
            left.removeAll(rank);
        }
        return ranks;
    }

    /**
     * Why a candidate is not in the first rank.
     *
     * @param by the step at which it dropped back
     * @param better the best of that step among those that had come as far
     */
    public record Dropped(Criterion by, Candidate better) {}

    /** Why a candidate is not in the first rank of some; nothing if it is. */
    public static Optional<Dropped> dropped(Candidate candidate, List<Candidate> all, double budgetPs) {
        List<Candidate> rank = all;
        for (Criterion criterion : Criterion.values()) {
            List<Candidate> best = best(rank, criterion, budgetPs);
            if (!best.contains(candidate)) {
                Candidate better = best.stream()
                        .filter(other -> !Double.isNaN(criterion.of(other, budgetPs)))
                        .min(Comparator.comparingDouble(other -> criterion.of(other, budgetPs)))
                        .orElseThrow();
                return Optional.of(new Dropped(criterion, better));
            }
            rank = best;
        }
        return Optional.empty();
    }

    /** Whether two candidates are level in everything, convergence and downtime within the budget included. */
    static boolean level(Candidate one, Candidate other, double budgetPs) {
        List<Candidate> both = List.of(one, other);
        return Arrays.stream(Criterion.values())
                .allMatch(criterion -> best(both, criterion, budgetPs).size() == 2);
    }

    private static List<Candidate> best(List<Candidate> among, Criterion criterion, double budgetPs) {
        double best = among.stream()
                .mapToDouble(candidate -> criterion.of(candidate, budgetPs))
                .filter(value -> !Double.isNaN(value))
                .min()
                .orElse(Double.NaN);
        return among.stream()
                .filter(candidate -> {
                    double value = criterion.of(candidate, budgetPs);
                    return Double.isNaN(best) || Double.isNaN(value) || criterion.level(best, value);
                })
                .toList();
    }
}
