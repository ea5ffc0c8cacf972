package dirtysim.reports.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EstimateTest {
    /** By hand: mean 5, squares 9 + 1 + 1 + 9 over 3 give a deviation of 2.581989; t(0.975, 3) is 3.182446. */
    @Test
    void theIntervalIsStudents() {
        Estimate estimate = Estimate.of(new double[] {2, 4, 6, 8});
        assertEquals(4, estimate.n());
        assertEquals(5, estimate.mean());
        assertEquals(2.581989, estimate.sd(), 1e-6);
        assertEquals(3.182446 * 2.581989 / 2, estimate.half(), 1e-5);
        assertEquals(5 - 4.108521, estimate.low(), 1e-5);
    }

    /** Critical values of the tables: t(0.95, 9) is 1.833113, t(0.995, 1) is 63.656741. */
    @Test
    void theConfidenceIsTwoSided() {
        double[] ten = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
        assertEquals(1.833113 * 3.027650 / Math.sqrt(10), Estimate.of(ten, 0.9).half(), 1e-5);
        assertEquals(63.656741, Estimate.of(new double[] {-1, 1}, 0.99).half(), 1e-5);
    }

    @Test
    void oneValueHasNoInterval() {
        Estimate estimate = Estimate.of(new double[] {7});
        assertEquals(7, estimate.mean());
        assertFalse(estimate.hasInterval());
        assertTrue(Double.isNaN(estimate.sd()) && Double.isNaN(estimate.half()), estimate.toString());
    }

    @Test
    void equalValuesAreKnownToTheLastBit() {
        Estimate estimate = Estimate.of(new double[] {0.1, 0.1, 0.1});
        assertEquals(new Estimate(3, 0.1, 0, 0.1, 0.1), estimate);
    }

    @Test
    void whatDoesNotApplyEverywhereHasNoMean() {
        Estimate estimate = Estimate.of(new double[] {1, Double.NaN, 2});
        assertTrue(Double.isNaN(estimate.mean()) && !estimate.hasInterval(), estimate.toString());
        assertThrows(IllegalArgumentException.class, () -> Estimate.of(new double[0]));
    }
}
