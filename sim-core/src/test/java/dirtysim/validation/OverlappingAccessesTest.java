package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.memory.PageSize;
import dirtysim.validation.OverlappingAccesses.Requester;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverlappingAccessesTest {
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

    private static Requester reads(int outstanding, long issuePs, long restPs) {
        return new Requester(64, false, outstanding, false, issuePs, restPs);
    }

    private static double intervalNs(Requester requester, long windowBytes, PageSize leaf) {
        RandomStream stream = new RandomStreams(1).stream("test");
        return new OverlappingAccesses(COSTS, requester, windowBytes, leaf, stream).meanIntervalNs(SAMPLES);
    }

    private static double pagesIntervalNs(Requester requester, long pages) {
        return intervalNs(requester, pages * 4096, PageSize.SIZE_4K);
    }

    @Test
    void theDeviceIsTheLimitWhereEverythingHits() {
        assertEquals(20, pagesIntervalNs(reads(64, 20_000, 600_000), 100), 1e-6);
    }

    @Test
    void outstandingRequestsAreTheLimitWhereTheDeviceIsFast() {
        assertEquals((10 + 4 + 586) / 8.0, pagesIntervalNs(reads(8, 10_000, 586_000), 100), 0.05);
    }

    @Test
    void walkersAreTheLimitWhereMostReadsMiss() {
        double missShare = 1 - 100.0 / 10_000;
        double limitNs = missShare * 200 / 4;
        assertEquals(limitNs, pagesIntervalNs(reads(64, 10_000, 600_000), 10_000), limitNs * 0.005);
    }

    @Test
    void largeLeavesKeepTheWholeWindowInTheIotlb() {
        long window = 32 * PageSize.SIZE_2M.bytes();
        assertEquals(20, intervalNs(reads(64, 20_000, 600_000), window, PageSize.SIZE_2M), 1e-6);
    }

    @Test
    void oneRequestAtATimeIsTheLatencyTest() {
        double missShare = 1 - 100.0 / 400;
        double fiveStandardErrors = 5 * 196 * Math.sqrt(missShare * (1 - missShare) / SAMPLES);
        assertEquals(
                10 + 600 + 4 + 196 * missShare, pagesIntervalNs(reads(1, 10_000, 600_000), 400), fiveStandardErrors);
    }

    @Test
    void inOrderAReadThatMissesHoldsUpThoseBehindIt() {
        // Three outstanding and four walkers: nobody waits for a walker. Request n is issued when n - 3 retires.
        RandomStream misses = new RandomStreams(7).stream("misses");
        long[] retired = new long[(int) SAMPLES];
        for (int n = 3; n < retired.length; n++) {
            long missed = misses.nextLong(4) == 0 ? 196 : 0;
            retired[n] = Math.max(retired[n - 1], retired[n - 3] + 604 + missed);
        }
        double expected = (double) retired[retired.length - 1] / retired.length;
        long pages = Math.round(100 / 0.75);
        assertEquals(expected, pagesIntervalNs(new Requester(64, false, 3, true, 1, 600_000), pages), expected * 0.005);
        double anyOrder = (604 + 196 / 4.0) / 3;
        assertEquals(
                anyOrder, pagesIntervalNs(new Requester(64, false, 3, false, 1, 600_000), pages), anyOrder * 0.005);
    }

    @Test
    void writesAreDoneWhenTheyAreTranslatedAndFindDSet() {
        double missShare = 1 - 100.0 / 400;
        double fiveStandardErrors = 5 * 196 * Math.sqrt(missShare * (1 - missShare) / SAMPLES);
        double oneAtATime = pagesIntervalNs(new Requester(64, true, 1, true, 10_000, 0), 400);
        assertEquals(10 + 4 + 196 * missShare, oneAtATime, fiveStandardErrors);
    }
}
