package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.reports.Check;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThroughputChecksTest {
    private static final List<Check> CHECKS = ThroughputChecks.run();

    private static Check check(String quantity) {
        List<Check> found =
                CHECKS.stream().filter(c -> c.quantity().equals(quantity)).toList();
        assertEquals(1, found.size(), quantity);
        return found.get(0);
    }

    private static double simulated(String quantity) {
        return check(quantity).simulated();
    }

    @ParameterizedTest
    @CsvSource({"read, 27.6", "write, 24.3"})
    void theSmallestWindowReachesTheDevicesRateBecauseItIsTheInput(String access, double published) {
        assertEquals(published, simulated(access + "_throughput/64 bytes/256 KB"), 0.001);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void theLargestWindowIsLimitedByTheWalkers(String access) {
        double missShare = 1 - 117 / 16384.0;
        double limit = 64 * 8 * 6 / (289 * missShare);
        assertEquals(limit, simulated(access + "_throughput/64 bytes/65536 KB"), limit * 0.005);
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void throughputFallsWithTheWindow(String access) {
        List<Double> row = CHECKS.stream()
                .filter(check -> check.quantity().startsWith(access + "_throughput/"))
                .map(Check::simulated)
                .toList();
        assertEquals(8, row.size());
        for (int i = 1; i < row.size(); i++) {
            assertTrue(row.get(i) < row.get(i - 1) + 0.01, "at window " + i + ": " + row);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void theEndsAndTheKneeOfBothRowsAreMet(String access) {
        for (String quantity : List.of("/64 bytes/256 KB", "/64 bytes/65536 KB", "_lost/64 bytes/256 to 512 KB")) {
            Check check = check(access + "_throughput" + quantity);
            assertTrue(check.met(), check.toString());
        }
    }

    @Test
    void readsThatRetireInAnyOrderHideTheMissesOf512Kb() {
        Check check = check("read_throughput_lost_any_order/64 bytes/256 to 512 KB");
        assertFalse(check.met(), check.toString());
        assertTrue(check.simulated() < 5, check.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "write"})
    void largeRequestsAndSuperpagesLoseNothingToSpeakOf(String access) {
        assertEquals(0, simulated(access + "_throughput_lost/512 bytes/256 to 65536 KB"), 0.5);
        assertEquals(0, simulated(access + "_throughput_lost/64 bytes with superpages/256 to 65536 KB"), 0.5);
    }
}
