package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class BandwidthTest {
    /** A byte takes 10 ps. */
    private final Bandwidth memory = new Bandwidth(100);

    @Test
    void whoeverIsAloneWaitsForNothing() {
        assertEquals(0, memory.access(0, 4096));
        assertEquals(0, memory.access(40_960, 4096));
        assertEquals(0, memory.stream(81_920, 1000, 10_000));
        assertEquals(0, memory.stream(100_000, 1000, 20_000));
        assertEquals(0, memory.waitedPs());
    }

    @Test
    void aStreamThatAsksForMoreThanThereIsTakesAsLongAsItsBytes() {
        assertEquals(9_000, memory.stream(0, 1000, 1_000));
        assertEquals(9_000, memory.waitedPs());
    }

    @Test
    void accessesQueue() {
        assertEquals(0, memory.access(5, 100));
        assertEquals(1_000, memory.access(5, 100));
        assertEquals(1_995, memory.access(10, 1), "behind both");
        assertEquals(0, memory.access(10_000, 1));
    }

    @Test
    void accessesGetWhatAStreamLeavesOver() {
        // Half of the bandwidth for 20 ns.
        memory.stream(0, 1000, 20_000);
        assertEquals(1_000, memory.access(100, 100), "twice as long");
        assertEquals(0, memory.access(20_000, 100), "the stream has ended");
    }

    @Test
    void aStreamGetsAnEqualPartAtLeast() {
        memory.stream(0, 1000, 0);
        assertEquals(20_000, memory.stream(0, 1000, 0), "half");
        assertEquals(30_000, memory.stream(0, 1000, 0), "a third");
    }

    @Test
    void aStreamWaitsForWhatIsQueued() {
        memory.access(0, 1000);
        assertEquals(
                3_000, memory.stream(5_000, 200, 4_000), "5 ns of queue and 2 of its own, of which 4 it takes anyway");
    }

    @Test
    void manyStreamsAreRememberedAndForgotten() {
        for (int n = 0; n < 100; n++) {
            assertEquals(0, memory.stream(n, 10, 100_000), "a thousandth of the bandwidth each");
        }
        long tenth = memory.access(1_000, 900);
        assertTrue(tenth >= 990 && tenth <= 1_010, tenth + " ps: nine tenths are left over");
        assertEquals(0, memory.access(200_000, 900));
    }

    @Test
    void nobodyWaitsForAnUnlimitedOne() {
        Bandwidth unlimited = Bandwidth.unlimited();
        for (int n = 0; n < 10; n++) {
            assertEquals(0, unlimited.access(7, 1L << 40));
            assertEquals(0, unlimited.stream(7, 1L << 40, 0));
        }
    }

    @Test
    void aRateIsMoreThanNothing() {
        assertThrows(IllegalArgumentException.class, () -> new Bandwidth(0));
        assertThrows(IllegalArgumentException.class, () -> new Bandwidth(Double.NaN));
    }
}
