package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.reports.Check;
import dirtysim.validation.NvmeLoop.Mapping;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ViommuChecksTest {
    /** Run once for all tests that look at them. */
    static final List<Check> CHECKS = ViommuChecks.run();

    @Test
    void everyFigureIsMet() {
        assertEquals(5 * 2 + 2, CHECKS.size());
        CHECKS.forEach(check -> assertTrue(check.met(), check.toString()));
    }

    /** Batching maps does not help an I/O of one segment. */
    @Test
    void strictLatencyIsTheSameWithBatchedMaps() {
        assertEquals(simulated("viommu_latency/strict"), simulated("viommu_latency/strict-batched"), 1e-9);
    }

    private static double simulated(String quantity) {
        return CHECKS.stream()
                .filter(check -> check.quantity().equals(quantity))
                .findFirst()
                .orElseThrow()
                .simulated();
    }

    /** What bench/README.md says of the range of C16. */
    @ParameterizedTest
    @CsvSource({"3000, 7.6, 6.3, 92", "12000, 12.4, 8.7, 65"})
    void sensitivityIsAsDocumented(String cycles, double strict, double lazy, double strictPercent) {
        CostModel costs = Parameters.with(CostModel.defaults(), Map.of("vmm-exit-cycles", cycles), "test");
        ViommuChecks guest = new ViommuChecks(costs);
        assertEquals(strict, guest.latencyRatio(Mapping.STRICT), 0.1);
        assertEquals(lazy, guest.latencyRatio(Mapping.LAZY), 0.1);
        assertEquals(strictPercent, guest.bandwidthPercent(Mapping.STRICT), 1);
    }
}
