package dirtysim.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.scenario.RoundRecord;
import org.junit.jupiter.api.Test;

/** What the CPUs and what devices wrote, page by page: a round counts each source, and sends what either wrote, once. */
class BothSourcesTest {
    private static final long MIB = 1L << 20;
    private static final long RAM_PAGES = 64 * MIB / 4096;
    private static final int SET_PAGES = 64;

    @Test
    void aRoundSendsThePagesOfEitherSourceOnce() {
        MigrationBench bench =
                new MigrationBench(CostModel.defaults(), 64 * MIB, 400_000_000, 0.01, 3, 10_000_000, SET_PAGES * 4096L);
        long firstOfSet = RAM_PAGES - SET_PAGES;
        for (int n = 0; n < 48; n++) {
            // A third of what the device writes lies in the CPUs' working set.
            bench.deviceWritesAt(1_000_000_000L, firstOfSet - 32 + n);
        }
        bench.run();
        RoundRecord bulk = bench.rounds().get(0);
        assertEquals(RAM_PAGES, bulk.dirtyPages());
        assertEquals(0, bulk.dmaDirtyPages() + bulk.cpuDirtyPages(), "all of memory, whoever wrote it");
        RoundRecord first = bench.rounds().get(1);
        assertEquals(SET_PAGES, first.cpuDirtyPages());
        assertEquals(48, first.dmaDirtyPages());
        assertEquals(SET_PAGES + 32, first.dirtyPages());
        assertEquals((SET_PAGES + 32) * 4104, first.sentBytes());
        RoundRecord second = bench.rounds().get(2);
        assertEquals(0, second.dmaDirtyPages());
        assertEquals(second.cpuDirtyPages(), second.dirtyPages());
        assertEquals(0, bench.truth.stalePages());
    }
}
