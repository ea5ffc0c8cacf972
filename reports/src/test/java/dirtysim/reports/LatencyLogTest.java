package dirtysim.reports;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.measure.LatencyRecorder;
import dirtysim.scenario.LatencySummary;
import dirtysim.scenario.RunRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatencyLogTest {
    private static RunRecord run(String trace, LatencySummary copy) {
        RunRecord like = SampleResults.run("pinned", "net-rx-strict");
        RunRecord.Costs costs = new RunRecord.Costs(
                LatencySummary.NONE,
                LatencySummary.NONE,
                copy,
                LatencySummary.NONE,
                LatencySummary.NONE,
                like.costs().copyBytes(),
                like.costs().breakdown());
        return new RunRecord(
                like.scenario().change().trace(trace).build(),
                like.migration(),
                like.rounds(),
                like.tracking(),
                like.guest(),
                costs,
                like.hardware(),
                like.leaves(),
                like.hostCpuPs(),
                like.events(),
                like.stateHash(),
                like.notes());
    }

    @Test
    void hdrHistogramsOwnReaderFindsWhatWasRecorded() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        LatencyRecorder few = new LatencyRecorder();
        LatencyRecorder many = new LatencyRecorder();
        few.record(7);
        for (int n = 0; n < 30_000; n++) {
            many.record((long) Math.pow(10, 12 * random.nextDouble()));
        }
        String log = LatencyLog.render(List.of(
                run("one", LatencySummary.of(few)),
                run("none", LatencySummary.NONE),
                run("generated:steady,live=4 x", LatencySummary.of(many))));
        HistogramLogReader reader =
                new HistogramLogReader(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)));
        Histogram first = (Histogram) reader.nextIntervalHistogram();
        assertEquals("schemes/pinned/one/1/copy", first.getTag());
        assertEquals(1, first.getTotalCount());
        assertEquals(7, first.getMaxValue());
        Histogram second = (Histogram) reader.nextIntervalHistogram();
        assertEquals("schemes/pinned/generated:steady;live=4_x/1/copy", second.getTag());
        assertEquals(30_000, second.getTotalCount(), "seed " + seed);
        for (double percent : new double[] {0, 50, 99, 99.9, 100}) {
            assertEquals(many.percentilePs(percent), second.getValueAtPercentile(percent), "seed " + seed);
        }
        assertNull(reader.nextIntervalHistogram());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65_535, 65_536, 200_000})
    void storedBlocksInflate(int length) throws DataFormatException {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        Inflater inflater = new Inflater();
        inflater.setInput(LatencyLog.zlib(bytes));
        byte[] back = new byte[length + 1];
        assertEquals(length, inflater.inflate(back));
        assertTrue(inflater.finished());
        assertArrayEquals(bytes, Arrays.copyOf(back, length));
    }
}
