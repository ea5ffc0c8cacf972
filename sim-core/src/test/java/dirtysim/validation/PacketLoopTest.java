package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.validation.PacketLoop.Mapping;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PacketLoopTest {
    private static final long PACKETS = 10_240;
    private static final CostModel COSTS = Parameters.with(
            CostModel.defaults(),
            Map.of("map-ns", "60", "unmap-ns", "70", "invalidate-ns", "900", "flush-queue-entries", "65"),
            "test");

    @Test
    void strictWaitsForAnInvalidationAPacket() {
        PacketLoop loop = new PacketLoop(COSTS, Mapping.STRICT, 500, 0);
        assertEquals(500 + 60 + 70 + 900, loop.meanIntervalNs(PACKETS), 0.5);
        assertEquals(0, loop.faults());
    }

    @Test
    void deferredWaitsForAnInvalidationARing() {
        // 64 of the 65 entries hold a range: every 64th unmap finds the ring full.
        PacketLoop loop = new PacketLoop(COSTS, Mapping.DEFERRED, 500, 0);
        assertEquals(500 + 60 + 70 + 900 / 64.0, loop.meanIntervalNs(PACKETS), 0.5);
        assertEquals(0, loop.faults());
    }

    @Test
    void reusedMappingsCostNothing() {
        PacketLoop loop = new PacketLoop(COSTS, Mapping.REUSED, 500, 0);
        assertEquals(500, loop.meanIntervalNs(PACKETS), 0.5);
        assertEquals(0, loop.faults());
        assertEquals(0, loop.invalidations());
    }

    @ParameterizedTest
    @EnumSource
    void theWireIsTheLimitOfAFastCpu(Mapping mapping) {
        PacketLoop loop = new PacketLoop(COSTS, mapping, 500, 2000);
        assertEquals(2000, loop.meanIntervalNs(PACKETS), 0.01);
        assertEquals(0, loop.faults());
    }
}
