package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The trap that lies in the order of the devices' stop and the final sync. */
class StopTrapsTest {
    private static final long RAM = 64L << 20;
    private static final long MS_PS = 1_000_000_000L;

    @Test
    @DisplayName("trap 27: the final sync comes after the devices have stopped, or their last writes are lost")
    void trap27TheFinalSyncComesAfterTheDevicesStop() {
        assertEquals(0, staleIfDevicesRestAfter(MS_PS));
        assertEquals(1, staleIfDevicesRestAfter(0), "synced while the device still wrote");
    }

    /** A device writes until half a millisecond after the vCPUs' stop; the migration believes it to rest after this long. */
    private static long staleIfDevicesRestAfter(long believedPs) {
        MigrationBench idle = new MigrationBench(CostModel.defaults(), RAM, 1_000_000_000L, 1, 10, 0, 0);
        idle.run();
        long stoppedPs = idle.migration.totalPs() - idle.migration.downtimePs();
        MigrationBench bench = new MigrationBench(CostModel.defaults(), RAM, 1_000_000_000L, 1, 10, 0, 0);
        bench.quiescePs = believedPs;
        bench.deviceWritesAt(stoppedPs + MS_PS / 2, 77);
        bench.run();
        return bench.truth.stalePages();
    }
}
