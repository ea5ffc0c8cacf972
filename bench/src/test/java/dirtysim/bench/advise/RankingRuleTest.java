package dirtysim.bench.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The rule by which schemes are ranked. */
class RankingRuleTest {
    private static final double BUDGET_PS = 300e9;

    private static List<List<String>> rank(Candidate... candidates) {
        return RankingRule.rank(List.of(candidates), BUDGET_PS).stream()
                .map(rank -> rank.stream().map(Candidate::scheme).toList())
                .toList();
    }

    @Test
    void whatConvergesComesFirstHoweverSlowItIs() {
        assertEquals(
                List.of(List.of("slow"), List.of("fast")),
                rank(
                        Candidates.of("fast", false, 10, 1.0, 500, 0.01),
                        Candidates.of("slow", true, 290, 3.0, 9000, 0.9)));
    }

    @Test
    void withinTheBudgetAShorterDowntimeCountsForNothing() {
        assertEquals(
                List.of(List.of("long"), List.of("short"), List.of("beyond"), List.of("far")),
                rank(
                        Candidates.of("far", true, 900, 1.0, 1000, 0.01),
                        Candidates.of("beyond", true, 400, 2.0, 1000, 0.01),
                        Candidates.of("short", true, 50, 1.1, 1000, 0.01),
                        Candidates.of("long", true, 290, 1.0, 1000, 0.01)));
    }

    @Test
    void thenTheGuestThenTheTimeThenTheHost() {
        assertEquals(
                List.of(List.of("a"), List.of("b"), List.of("c"), List.of("d")),
                rank(
                        Candidates.of("d", true, 50, 1.02, 100, 0.01),
                        Candidates.of("c", true, 50, 1.005, 1100, 0.01),
                        Candidates.of("b", true, 50, 1.005, 1040, 0.05),
                        Candidates.of("a", true, 50, 1.000, 1000, 0.03)));
    }

    @Test
    void whatIsWithinTheBandsTies() {
        assertEquals(
                List.of(List.of("a", "b")),
                rank(
                        Candidates.of("a", true, 50, 1.000, 1000, 0.030),
                        Candidates.of("b", true, 290, 1.009, 1049, 0.039)));
    }

    @Test
    void aFigureThatThereIsNotIsBehindNobody() {
        assertEquals(
                List.of(List.of("a", "b")),
                rank(
                        Candidates.of("a", true, 50, Double.NaN, 1000, 0.03),
                        Candidates.of("b", true, 50, 1.0, 1000, 0.03)));
    }

    @Test
    void whoeverIsNotFirstIsToldWhy() {
        Candidate a = Candidates.of("a", true, 50, 1.000, 1000, 0.03);
        Candidate b = Candidates.of("b", true, 50, 1.200, 1000, 0.03);
        RankingRule.Dropped dropped =
                RankingRule.dropped(b, List.of(a, b), BUDGET_PS).orElseThrow();
        assertEquals(Criterion.SLOWDOWN, dropped.by());
        assertEquals(
                "it slows the guest's drivers more, 1.200x against 1.000x under a",
                dropped.by().behind(b, dropped.better(), BUDGET_PS));
        assertTrue(RankingRule.dropped(a, List.of(a, b), BUDGET_PS).isEmpty());
    }

    /** Bands are not transitive, yet every candidate has one rank, and only those of the first are never dropped. */
    @Test
    void everyCandidateHasJustOneRank() {
        SplittableRandom random = new SplittableRandom(5);
        for (int round = 0; round < 500; round++) {
            List<Candidate> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(Candidates.of(
                        "s" + i,
                        random.nextInt(3) > 0,
                        random.nextDouble(200, 400),
                        random.nextDouble(1, 1.03),
                        random.nextDouble(900, 1100),
                        random.nextDouble(0, 0.04)));
            }
            List<List<Candidate>> ranks = RankingRule.rank(all, BUDGET_PS);
            List<Candidate> ranked = ranks.stream().flatMap(List::stream).toList();
            assertEquals(8, ranked.size(), "seed 5, round " + round);
            assertEquals(8, ranked.stream().distinct().count());
            for (Candidate candidate : all) {
                assertEquals(
                        ranks.get(0).contains(candidate),
                        RankingRule.dropped(candidate, all, BUDGET_PS).isEmpty(),
                        "seed 5, round " + round);
            }
        }
    }
}
