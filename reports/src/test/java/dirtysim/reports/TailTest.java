package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.measure.LatencyRecorder;
import dirtysim.reports.chart.TailPanel;
import dirtysim.reports.compare.Tail;
import dirtysim.scenario.LatencySummary;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TailTest {
    private static LatencySummary of(LongStream values) {
        LatencyRecorder recorder = new LatencyRecorder();
        values.forEach(recorder::record);
        return LatencySummary.of(recorder);
    }

    @Test
    void quantilesAreThoseOfTheRecorder() {
        LatencySummary summary = of(LongStream.rangeClosed(1, 1_000));
        Tail tail = Tail.of(List.of(summary));
        assertEquals(1_000, tail.count());
        assertEquals(summary.p50Ps(), tail.atPs(2));
        assertEquals(summary.p90Ps(), tail.atPs(10));
        assertEquals(summary.p99Ps(), tail.atPs(100));
        assertEquals(summary.p999Ps(), tail.atPs(1_000));
        assertTrue(Double.isNaN(tail.atPs(10_000)), "nobody has seen one in ten thousand");
    }

    @Test
    void replicationsAreOneDistribution() {
        Tail tail = Tail.of(List.of(of(LongStream.rangeClosed(1, 90)), of(LongStream.rangeClosed(91, 100))));
        assertEquals(100, tail.count());
        assertEquals(50, tail.atPs(2));
        assertEquals(90, tail.atPs(10));
        assertEquals(100, tail.maxPs());
        assertEquals(0, Tail.of(List.of(LatencySummary.NONE)).count());
    }

    @Test
    void aCurveEndsAtTheSlowestOfAllThatWereMeasured() {
        double[] places = Tail.of(List.of(of(LongStream.rangeClosed(1, 20)))).places();
        assertEquals(1, places[0]);
        assertEquals(20, places[places.length - 1]);
        for (int i = 1; i < places.length; i++) {
            assertTrue(places[i] > places[i - 1], "ascending");
        }
        assertArrayEquals(
                new double[] {1}, Tail.of(List.of(of(LongStream.of(7)))).places());
    }

    @Test
    void percentilesAreWrittenWithTheirNines() {
        assertEquals(
                List.of("50\u00a0%", "90\u00a0%", "99\u00a0%", "99.9\u00a0%", "99.99\u00a0%", "99.999\u00a0%"),
                TailPanel.marks(100_000).stream().map(TailPanel::percent).toList());
    }
}
