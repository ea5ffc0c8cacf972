package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SimTimeTest {
    @Test
    void unitsConvert() {
        assertEquals(2_400, SimTime.ofNanos(2.4));
        assertEquals(850_000_000, SimTime.ofMicros(850));
        assertEquals(300 * SimTime.PS_PER_MS, SimTime.ofMillis(300));
        assertEquals(SimTime.PS_PER_S / 2, SimTime.ofSeconds(0.5));
        assertEquals(0, SimTime.ofNanos(0));
        assertEquals(1.5, SimTime.toNanos(1_500));
        assertEquals(1.5, SimTime.toMicros(1_500_000));
        assertEquals(1.5, SimTime.toMillis(1_500_000_000L));
        assertEquals(1.5, SimTime.toSeconds(1_500_000_000_000L));
    }

    @Test
    void roundsToTheNearestPicosecond() {
        assertEquals(1, SimTime.ofNanos(0.0014));
        assertEquals(2, SimTime.ofNanos(0.0015));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(ArithmeticException.class, () -> SimTime.ofSeconds(9_223_373));
        assertThrows(ArithmeticException.class, () -> SimTime.ofNanos(Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> SimTime.ofNanos(-0.001));
        assertThrows(IllegalArgumentException.class, () -> SimTime.ofMillis(Double.NaN));
        assertTrue(SimTime.ofSeconds(9_223_372) > 0);
    }

    @Test
    void timeDoesNotWrap() {
        assertEquals(Long.MAX_VALUE, SimTime.after(1, Long.MAX_VALUE - 1));
        assertThrows(ArithmeticException.class, () -> SimTime.after(2, Long.MAX_VALUE - 1));
        assertThrows(IllegalArgumentException.class, () -> SimTime.after(2, -1));
    }
}
