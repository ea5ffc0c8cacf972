package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.PageSize;
import dirtysim.validation.OverlappingReads.Requester;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlappingReadsTest {
    private static final long SAMPLES = 100_000;
    private static final CostModel COSTS = Parameters.with(
            CostModel.defaults(),
            Map.of(
                    "iotlb-entries", "100",
                    "iotlb-ways", "100",
                    "iotlb-hit-ns", "4",
                    "iotlb-miss-ns", "200",
                    "page-walkers", "4"),
            "test");

    private static double intervalNs(Requester requester, long windowBytes, PageSize leaf) {
        RandomStream stream = new RandomStreams(1).stream("test");
        return new OverlappingReads(COSTS, requester, windowBytes, leaf, stream).meanIntervalNs(SAMPLES);
    }

    private static double pagesIntervalNs(Requester requester, long pages) {
        return intervalNs(requester, pages * 4096, PageSize.SIZE_4K);
    }

    @Test
    void theDeviceIsTheLimitWhereEverythingHits() {
        assertEquals(20, pagesIntervalNs(new Requester(64, 64, 20_000, 600_000), 100), 1e-6);
    }

    @Test
    void outstandingRequestsAreTheLimitWhereTheDeviceIsFast() {
        assertEquals((10 + 4 + 586) / 8.0, pagesIntervalNs(new Requester(64, 8, 10_000, 586_000), 100), 0.05);
    }

    @Test
    void walkersAreTheLimitWhereMostReadsMiss() {
        double missShare = 1 - 100.0 / 10_000;
        double limitNs = missShare * 200 / 4;
        assertEquals(limitNs, pagesIntervalNs(new Requester(64, 64, 10_000, 600_000), 10_000), limitNs * 0.005);
    }

    @Test
    void largeLeavesKeepTheWholeWindowInTheIotlb() {
        long window = 32 * PageSize.SIZE_2M.bytes();
        assertEquals(20, intervalNs(new Requester(64, 64, 20_000, 600_000), window, PageSize.SIZE_2M), 1e-6);
    }

    @Test
    void oneRequestAtATimeIsTheLatencyTest() {
        double missShare = 1 - 100.0 / 400;
        double fiveStandardErrors = 5 * 196 * Math.sqrt(missShare * (1 - missShare) / SAMPLES);
        assertEquals(
                10 + 600 + 4 + 196 * missShare,
                pagesIntervalNs(new Requester(64, 1, 10_000, 600_000), 400),
                fiveStandardErrors);
    }
}
