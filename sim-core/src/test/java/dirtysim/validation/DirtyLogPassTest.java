package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.host.CostModel;
import dirtysim.host.CpuLogging;
import dirtysim.host.CpuLogging.Kind;
import org.junit.jupiter.api.Test;

/** A pass over all memory, by hand. */
class DirtyLogPassTest {
    private static final CostModel COSTS = CostModel.defaults();
    private static final long GIB = 1L << 30;
    private static final long PAGES = GIB / 4096;

    private static DirtyLogPass pass(Kind kind, boolean exclusive, int vcpus) {
        return new DirtyLogPass(COSTS, GIB, new CpuLogging(kind, false, true, true, exclusive, vcpus, 4096));
    }

    @Test
    void oneVcpuPaysEachPageAndEachFault() {
        assertEquals(
                PAGES * (90_000 + 260_000) + 90_000,
                pass(Kind.WRITE_PROTECT, false, 1).fillPs());
        assertEquals(
                PAGES * (90_000 + 1_200_000) + 90_000,
                pass(Kind.WRITE_PROTECT, true, 1).fillPs());
        long exits = PAGES / 512 * (620_000 + 512 * 10_000);
        assertEquals(PAGES * 90_000 + exits + 90_000, pass(Kind.PML, false, 1).fillPs());
    }

    @Test
    void manyVcpusShareTheWorkButNotTheLock() {
        assertEquals(PAGES / 4 * 350_000, pass(Kind.WRITE_PROTECT, false, 4).fillPs(), 1_000_000);
        assertEquals(PAGES * 60_000, pass(Kind.WRITE_PROTECT, false, 16).fillPs(), 1_000_000);
        assertEquals(PAGES * 1_200_000, pass(Kind.WRITE_PROTECT, true, 4).fillPs(), 3_000_000);
    }

    @Test
    void readAndClearCostWhatTheParametersSay() {
        DirtyLogPass pass = pass(Kind.PML, false, 4);
        assertEquals(COSTS.coldCopyPs(PAGES / 8), pass.firstReadPs());
        assertEquals(COSTS.copyPs(PAGES / 8), pass.readPs());
        assertEquals(200_000 + PAGES * 45_000, pass.clearPs());
    }
}
