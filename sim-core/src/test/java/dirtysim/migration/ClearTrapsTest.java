package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The trap that lies in when the log of CPU writes is cleared. */
class ClearTrapsTest {
    private static final long MIB = 1L << 20;

    @Test
    @DisplayName("trap 30: cleared early, pages written before their turn are sent twice; cleared late, fewer are")
    void trap30ClearingLateSendsLessForNothing() {
        for (Kind kind : new Kind[] {Kind.WRITE_PROTECT, Kind.PML}) {
            MigrationBench early = migrate(CpuLogging.STANDARD.with(kind).clearedAtGet());
            MigrationBench late = migrate(CpuLogging.STANDARD.with(kind));
            assertTrue(early.needless > 20_000, kind + " proves nothing: " + early.needless);
            assertTrue(late.needless < early.needless / 2, kind + ": " + late.needless + " of " + early.needless);
            assertTrue(late.migration.sentBytes() < early.migration.sentBytes(), kind + ": less is sent");
        }
    }

    /** A ring is reset when it is harvested, which is as early as can be. */
    @Test
    void aRingClearsEarly() {
        MigrationBench ring = migrate(CpuLogging.STANDARD.with(Kind.DIRTY_RING));
        MigrationBench late = migrate(CpuLogging.STANDARD.with(Kind.WRITE_PROTECT));
        assertTrue(late.needless < ring.needless / 2, late.needless + " of " + ring.needless);
    }

    /** 4 GiB, of which the CPUs write 3; a chunk of 1 GiB takes 0.54 s to send. */
    private static MigrationBench migrate(CpuLogging logging) {
        MigrationBench bench = new MigrationBench(
                CostModel.defaults(), 4096 * MIB, 2_000_000_000L, 50, 6, 200_000, 3072 * MIB, logging);
        bench.run();
        assertEquals(0, bench.truth.stalePages());
        return bench;
    }
}
