package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThroughputChecksTest {
    private static final List<Check> CHECKS = ThroughputChecks.run();

    private static double simulated(String quantity) {
        List<Check> found =
                CHECKS.stream().filter(c -> c.quantity().equals(quantity)).toList();
        assertEquals(1, found.size(), quantity);
        return found.get(0).simulated();
    }

    @Test
    void theSmallestWindowReachesTheDevicesRateBecauseItIsTheInput() {
        assertEquals(27.6, simulated("read_throughput/64 bytes/256 KB"), 0.001);
    }

    @Test
    void theLargestWindowIsLimitedByTheWalkers() {
        double missShare = 1 - 117 / 16384.0;
        double limit = 64 * 8 * 5 / (289 * missShare);
        assertEquals(limit, simulated("read_throughput/64 bytes/65536 KB"), limit * 0.005);
    }

    @Test
    void throughputFallsWithTheWindow() {
        List<Double> row = CHECKS.stream()
                .filter(check -> check.unit().equals("Gbit/s"))
                .map(Check::simulated)
                .toList();
        assertEquals(8, row.size());
        for (int i = 1; i < row.size(); i++) {
            assertTrue(row.get(i) < row.get(i - 1), "at window " + i + ": " + row);
        }
    }

    @Test
    void largeReadsAndSuperpagesLoseNothingToSpeakOf() {
        assertEquals(0, simulated("read_throughput_lost/512 bytes/256 to 65536 KB"), 0.5);
        assertEquals(0, simulated("read_throughput_lost/64 bytes with superpages/256 to 65536 KB"), 0.5);
    }
}
