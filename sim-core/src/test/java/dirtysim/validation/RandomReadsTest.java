package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomReadsTest {
    private static final CostModel COSTS = Parameters.with(
            CostModel.defaults(),
            Map.of("iotlb-entries", "100", "iotlb-ways", "100", "iotlb-hit-ns", "4", "iotlb-miss-ns", "204"),
            "test");

    private static RandomStream stream(long seed) {
        return new RandomStreams(seed).stream("test");
    }

    /** With uniform reads any replacement hits on entries / pages of them. */
    @ParameterizedTest
    @CsvSource({"101,1", "200,2", "400,3", "4000,4"})
    void missesWithTheShareOfPagesThatAreNotCached(long pages, long seed) {
        long samples = 100_000;
        double missShare = 1 - 100.0 / pages;
        double fiveStandardErrors = 5 * 200 * Math.sqrt(missShare * (1 - missShare) / samples);
        assertEquals(
                4 + 200 * missShare,
                new RandomReads(COSTS, pages, stream(seed)).meanNs(samples),
                fiveStandardErrors,
                "seed " + seed);
    }

    @Test
    void aWindowThatFitsAlwaysHits() {
        assertEquals(4, new RandomReads(COSTS, 100, stream(1)).meanNs(1000));
        assertEquals(4, new RandomReads(COSTS, 1, stream(1)).meanNs(1));
    }

    @Test
    void aStreamGivesTheSameFigureAgain() {
        double once = new RandomReads(COSTS, 300, stream(9)).meanNs(5000);
        assertEquals(once, new RandomReads(COSTS, 300, stream(9)).meanNs(5000));
    }
}
