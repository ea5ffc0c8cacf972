package dirtysim.reports.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentationTest {
    @ParameterizedTest
    @ValueSource(ints = {5, 10, 16})
    void aPlantedStepIsFoundWhereItIs(int at) {
        double[] values = noise(20, at);
        for (int i = at; i < values.length; i++) {
            values[i] += 10;
        }
        assertEquals(List.of(at), places(values));
    }

    @Test
    void twoStepsAreFound() {
        double[] values = noise(30, 3);
        for (int i = 10; i < 20; i++) {
            values[i] += 10;
        }
        assertEquals(List.of(10, 20), places(values));
    }

    @Test
    void oneValueThatIsOffIsNoChange() {
        double[] values = noise(20, 4);
        values[9] += 10;
        assertEquals(List.of(), places(values));
    }

    /** Of noise alone about one series in a hundred may show a change. */
    @Test
    void noiseHasNoChanges() {
        long wrong = IntStream.range(0, 200)
                .filter(seed -> !places(noise(20, 1000 + seed)).isEmpty())
                .count();
        assertTrue(wrong <= 6, wrong + " of 200 (seeds 1000 to 1199)");
    }

    /** However far the values are spread: the order is what counts. */
    @Test
    void equalValuesHaveNoChanges() {
        assertEquals(List.of(), places(new double[20]));
        double[] skewed = noise(20, 6);
        Arrays.setAll(skewed, i -> StrictMath.exp(3 * skewed[i]));
        assertEquals(List.of(), places(skewed));
    }

    @Test
    void tooFewValuesHaveNone() {
        assertEquals(List.of(), places(new double[] {}));
        assertEquals(List.of(), places(new double[] {1, 2, 3}));
        assertEquals(List.of(), places(new double[] {1, 1, 1, 9, 9, 9, 9}));
    }

    @Test
    void theSameValuesGiveTheSameCuts() {
        double[] values = noise(25, 8);
        values[12] += 2;
        assertEquals(Segmentation.cuts(values), Segmentation.cuts(values));
    }

    private static List<Integer> places(double[] values) {
        return Segmentation.cuts(values).stream().map(Segmentation.Cut::at).toList();
    }

    private static double[] noise(int count, int seed) {
        RandomGenerator random = new Well19937c(seed);
        return IntStream.range(0, count).mapToDouble(i -> random.nextGaussian()).toArray();
    }
}
