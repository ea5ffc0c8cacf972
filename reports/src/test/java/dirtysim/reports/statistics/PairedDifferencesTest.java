package dirtysim.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.statistics.PairedDifference.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PairedDifferencesTest {
    private static final double LEVEL = 0.005;

    private final Map<String, Map<Long, Double>> values = new LinkedHashMap<>();

    private PairedDifferencesTest with(String scheme, double... bySeed) {
        Map<Long, Double> figures = new TreeMap<>();
        for (double value : bySeed) {
            figures.put(figures.size() + 1L, value);
        }
        values.put(scheme, figures);
        return this;
    }

    private PairedDifference only() {
        List<PairedDifference> pairs = PairedDifferences.of(values, LEVEL).pairs();
        assertEquals(1, pairs.size());
        return pairs.get(0);
    }

    /** The seed moves both by 40, the scheme one of them by 3: their own intervals overlap, the pairs do not doubt. */
    @Test
    void pairsTellWhatMeansDoNot() {
        with("a", 100, 140, 120, 90, 130).with("b", 103, 143.5, 122.5, 93, 133);
        Estimate a = Estimate.of(new double[] {100, 140, 120, 90, 130});
        Estimate b = Estimate.of(new double[] {103, 143.5, 122.5, 93, 133});
        assertTrue(a.high() > b.low() && b.mean() - b.half() < a.mean(), "overlapping");
        assertEquals(Verdict.A_LOWER, only().verdict());
        assertEquals(-3, only().estimate().mean(), 1e-12);
        PairedDifferences differences = PairedDifferences.of(values, LEVEL);
        assertEquals(Optional.of(true), differences.lower("a", "b"));
        assertEquals(Optional.of(false), differences.lower("b", "a"));
    }

    @Test
    void theOtherWayRoundTheOtherIsLower() {
        assertEquals(
                Verdict.B_LOWER,
                with("a", 103, 143.5, 122.5).with("b", 100, 140, 120).only().verdict());
    }

    @Test
    void noiseIsNoDifference() {
        assertEquals(
                Verdict.NO_DIFFERENCE,
                with("a", 100, 140, 120, 90, 130)
                        .with("b", 130, 95, 125, 141, 98)
                        .only()
                        .verdict());
    }

    /** Always lower, so the interval leaves out zero, but by a thousandth. */
    @Test
    void aDifferenceWithinTheLevelIsNone() {
        PairedDifference pair =
                with("a", 1000, 1100, 900).with("b", 1001, 1101, 901).only();
        assertTrue(pair.estimate().high() < 0);
        assertEquals(Verdict.NO_DIFFERENCE, pair.verdict());
    }

    @Test
    void equalFiguresAreNoDifference() {
        assertEquals(
                Verdict.NO_DIFFERENCE,
                with("a", 0, 0, 0).with("b", 0, 0, 0).only().verdict());
    }

    @Test
    void oneSeedShowsNothing() {
        with("a", 1).with("b", 100);
        assertEquals(List.of(), PairedDifferences.of(values, LEVEL).pairs());
        assertEquals(Optional.empty(), PairedDifferences.of(values, LEVEL).lower("a", "b"));
    }

    @Test
    void onlyCommonSeedsArePaired() {
        with("a", 1, 2, 3, 4, 5).with("b", 2, 3, 4);
        assertEquals(3, only().estimate().n());
    }

    @Test
    void aSchemeTheMeasureDoesNotApplyToIsLeftOut() {
        with("a", 1, 2, 3).with("b", 1, Double.NaN, 3).with("c", 2, 3, 4);
        assertEquals("c", only().b());
    }

    /** Three pairs: each interval at 1 - 0.05 / 3, wider than one alone. */
    @Test
    void moreSchemesAskedAtOnceMakeWiderIntervals() {
        double alone = with("a", 1, 2, 4).with("b", 2, 4, 5).only().estimate().half();
        with("c", 9, 9, 8);
        List<PairedDifference> pairs = PairedDifferences.of(values, LEVEL).pairs();
        assertEquals(3, pairs.size());
        assertEquals(1 - 0.05 / 3, pairs.get(0).confidence(), 1e-12);
        assertTrue(pairs.get(0).estimate().half() > alone);
    }

    /** Eight schemes drawn from one distribution: some pair is called different in no more than a twentieth of the tries. */
    @Test
    void thePairsOfOneQuestionHoldTogether() {
        SplittableRandom random = new SplittableRandom(20_261_122);
        int wrong = 0;
        int tries = 400;
        for (int i = 0; i < tries; i++) {
            values.clear();
            for (int scheme = 0; scheme < 8; scheme++) {
                double[] bySeed = new double[10];
                for (int seed = 0; seed < bySeed.length; seed++) {
                    bySeed[seed] = 1000 + 100 * random.nextGaussian();
                }
                with("scheme-" + scheme, bySeed);
            }
            wrong += PairedDifferences.of(values, 0).pairs().stream()
                            .allMatch(pair -> pair.verdict() == Verdict.NO_DIFFERENCE)
                    ? 0
                    : 1;
        }
        assertTrue(wrong <= tries / 20, wrong + " of " + tries + " tries, seed 20261122");
    }
}
