package dirtysim.bench.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.reports.Check;
import java.util.List;
import org.junit.jupiter.api.Test;

class StrictPacketChecksTest {
    @Test
    void aPacketIsChargedOneMapOneUnmapAndOneInvalidation() {
        CostModel costs = CostModel.defaults();
        double chargedNs = costs.mapNs() + costs.unmapNs() + costs.invalidateNs();
        List<Check> checks = StrictPacketChecks.run();
        assertEquals(2, checks.size());
        checks.forEach(check -> assertEquals(chargedNs, check.simulated(), 0.001, check.quantity()));
        assertEquals(2559 - 582, checks.get(0).expected());
        assertEquals(0.15 * (2670 - 632), checks.get(1).tolerance(), 1e-9);
    }
}
