package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.tracking.Schemes;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeafSplitPassTest {
    private static final long GIB = 1L << 30;

    @Test
    void theTimeGrowsWithMemoryAndWithTheRate() {
        CostModel costs = CostModel.defaults();
        LeafSplitPass one = new LeafSplitPass(costs, GIB, Schemes.create("nested-dbit"));
        assertEquals(1, one.before());
        assertEquals(262_144, one.cut());
        assertEquals(1, one.after());
        assertTrue(one.splitPs() > 2_000_000_000L && one.splitPs() < 2_010_000_000L, one.splitPs() + " ps");
        LeafSplitPass sixteen = new LeafSplitPass(costs, 16 * GIB, Schemes.create("nested-dbit"));
        assertEquals(16, sixteen.before());
        assertEquals(16 * 262_144, sixteen.cut());
        assertEquals(15 * 2_000_000_000L, sixteen.splitPs() - one.splitPs());
        CostModel slower = Parameters.with(costs, Map.of("split-ms-per-gib", "9.3"), "test");
        LeafSplitPass slow = new LeafSplitPass(slower, GIB, Schemes.create("nested-dbit"));
        assertEquals(7_300_000_000L, slow.splitPs() - one.splitPs());
    }
}
