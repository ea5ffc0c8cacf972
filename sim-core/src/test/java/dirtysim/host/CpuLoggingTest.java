package dirtysim.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CpuLogging.Kind;
import org.junit.jupiter.api.Test;

class CpuLoggingTest {
    private static final CpuLogging STANDARD = CpuLogging.STANDARD;

    private static String refusal(CpuLogging logging) {
        return assertThrows(InputException.class, () -> logging.checked("here")).getMessage();
    }

    @Test
    void whatKvmDoesNotTakeIsRefused() {
        assertTrue(refusal(new CpuLogging(Kind.DIRTY_RING, true, true, true, false, 1, 4096))
                .contains("a dirty ring cannot start with all pages set"));
        assertTrue(refusal(new CpuLogging(Kind.DIRTY_RING, false, true, true, false, 1, 4096))
                .contains("a dirty ring is not cleared by chunk"));
        assertTrue(refusal(new CpuLogging(Kind.PML, true, false, true, false, 1, 4096))
                .contains("has to be cleared by chunk"));
        assertTrue(refusal(new CpuLogging(Kind.PML, false, false, true, false, 0, 4096))
                .contains("0 vCPUs"));
        assertTrue(refusal(new CpuLogging(Kind.PML, false, false, true, false, 1, 131_072))
                .contains("131072 entries"));
        assertTrue(refusal(new CpuLogging(Kind.DIRTY_RING_PML, false, false, true, false, 1, 512))
                .contains("576"));
    }

    @Test
    void aRingKeepsEntriesInReserve() {
        assertEquals(4096 - 64, STANDARD.with(Kind.DIRTY_RING).ringLimit());
        assertEquals(4096 - 64 - 512, STANDARD.with(Kind.DIRTY_RING_PML).ringLimit());
    }

    @Test
    void itSaysWhatItIs() {
        assertEquals("pml, initially all set, cleared by chunk, 4 vCPUs", STANDARD.words());
        assertEquals(
                "dirty-ring of 4096 entries, 4 vCPUs",
                STANDARD.with(Kind.DIRTY_RING).words());
        assertEquals("get", STANDARD.clearedAtGet().clearing());
        for (Kind kind : Kind.values()) {
            assertEquals(
                    kind.ring() ? "harvest" : "all-set",
                    STANDARD.with(kind).checked("test").clearing());
        }
    }
}
