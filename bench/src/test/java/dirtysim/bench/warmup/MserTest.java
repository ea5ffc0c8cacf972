package dirtysim.bench.warmup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MserTest {
    private static double[] batches(double... means) {
        return Arrays.stream(means)
                .flatMap(mean -> IntStream.range(0, Mser.BATCH).mapToDouble(i -> mean))
                .toArray();
    }

    @Test
    void aLevelSeriesLosesNothing() {
        assertEquals(OptionalInt.of(0), Mser.truncation(batches(7, 7, 7, 7, 7, 7, 7, 7, 7, 7)));
        assertEquals(OptionalInt.of(0), Mser.truncation(new double[100]));
    }

    @Test
    void aStepIsCutWhereItEnds() {
        for (int high = 0; high <= 10; high++) {
            double[] means = new double[20];
            Arrays.fill(means, 0.1);
            Arrays.fill(means, 0, high, 9);
            assertEquals(OptionalInt.of(5 * high), Mser.truncation(batches(means)), high + " batches");
        }
    }

    /**
     * Of 9, 1, 3, 1, 3, 1, 3 the standard error squared is, by hand, 48 / 49 with all, 6 / 36 without the first, and
     * 4.8 / 25 without the first two.
     */
    @Test
    void theStandardErrorIsLeastAtTheCut() {
        assertEquals(OptionalInt.of(5), Mser.truncation(batches(9, 1, 3, 1, 3, 1, 3)));
    }

    /** What varies within a batch does not count, nor a rest that fills none. */
    @Test
    void onlyBatchMeansCount() {
        double[] series = new double[53];
        for (int i = 0; i < series.length; i++) {
            series[i] = i % 5 == 0 ? 100 : 0;
        }
        series[52] = 1e9;
        assertEquals(OptionalInt.of(0), Mser.truncation(series));
    }

    @Test
    void aTransientInTheSecondHalfMeansThatTheSeriesIsTooShort() {
        double[] means = new double[20];
        Arrays.fill(means, 0, 13, 9);
        for (int i = 0; i < 13; i++) {
            means[i] += i;
        }
        assertEquals(OptionalInt.empty(), Mser.truncation(batches(means)));
        assertEquals(OptionalInt.empty(), Mser.truncation(new double[24]), "fewer than five batches");
    }

    @Test
    void noiseOnAStepMovesTheCutByLittle() {
        for (int seed = 1; seed <= 50; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] series = new double[1000];
            for (int i = 0; i < series.length; i++) {
                series[i] = (i < 100 ? 60 : 20) + 4 * random.nextGaussian();
            }
            int cut = Mser.truncation(series).orElseThrow();
            assertTrue(cut >= 95 && cut <= 200, "cut at " + cut + ", seed " + seed);
        }
    }
}
