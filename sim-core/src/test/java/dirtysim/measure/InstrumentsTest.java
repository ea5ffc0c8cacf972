package dirtysim.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.scenario.LatencySummary;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Latency distributions and sums of cost. */
class InstrumentsTest {
    @Test
    void anEmptyRecorderIsAllZero() {
        assertEquals(LatencySummary.NONE, LatencySummary.of(new LatencyRecorder()));
    }

    @Test
    void aRecorderKeepsThreeDigitsAndTheExactSum() {
        LatencyRecorder recorder = new LatencyRecorder();
        long sum = 0;
        for (long n = 1; n <= 1000; n++) {
            recorder.record(n * 1_234_567);
            sum += n * 1_234_567;
        }
        assertEquals(1000, recorder.count());
        assertEquals(sum, recorder.totalPs());
        assertNear(1_234_567, recorder.minPs());
        assertNear(500 * 1_234_567L, recorder.percentilePs(50));
        assertNear(990 * 1_234_567L, recorder.percentilePs(99));
        assertNear(1000 * 1_234_567L, recorder.maxPs());
        LatencySummary summary = LatencySummary.of(recorder);
        assertEquals(sum, summary.totalPs());
        assertEquals(recorder.percentilePs(90), summary.p90Ps());
        assertEquals(recorder.percentilePs(99.9), summary.p999Ps());
    }

    private static void assertNear(long expected, long actual) {
        assertTrue(Math.abs(actual - expected) <= expected / 1000, actual + " instead of " + expected);
    }

    @Test
    void aRecorderTakesZeroAndHoursButNothingNegative() {
        LatencyRecorder recorder = new LatencyRecorder();
        recorder.record(0);
        recorder.record(3_600_000_000_000_000L);
        assertEquals(0, recorder.minPs());
        assertNear(3_600_000_000_000_000L, recorder.maxPs());
        assertThrows(RuntimeException.class, () -> recorder.record(-1));
        assertEquals(2, recorder.count());
    }

    @Test
    void aLedgerSumsByCostAndLeavesWaitsOutOfBusyTime() {
        CostLedger ledger = new CostLedger();
        long busy = 0;
        for (Cost cost : Cost.values()) {
            ledger.add(HostOperation.MAP, cost, 10 + cost.ordinal());
            ledger.add(HostOperation.QUERY, cost, 250, 1000);
            busy += cost == Cost.LOCK_WAIT ? 0 : 1010 + cost.ordinal();
        }
        for (Cost cost : Cost.values()) {
            assertEquals(1010 + cost.ordinal(), ledger.totalPs(cost), cost.word());
        }
        assertEquals(busy, ledger.busyPs());
        assertEquals(10 + Cost.PIN.ordinal(), ledger.elapsedPs(HostOperation.MAP, Cost.PIN));
        assertEquals(250, ledger.elapsedPs(HostOperation.QUERY, Cost.PIN));
        assertEquals(250L * Cost.values().length, ledger.elapsedPs(HostOperation.QUERY));
        assertEquals(0, ledger.elapsedPs(HostOperation.COPY));
    }

    @Test
    void everyCostHasAWordOfItsOwn() {
        TreeSet<String> words = new TreeSet<>();
        for (Cost cost : Cost.values()) {
            assertTrue(words.add(cost.word()), cost.word());
        }
    }
}
