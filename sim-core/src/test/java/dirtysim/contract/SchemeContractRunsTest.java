package dirtysim.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract as a user meets it. What it asks is asked of all schemes, with more assertions, by SchemeContractTest. */
class SchemeContractRunsTest {
    private static final int RUNS_OF_A_GUEST = 28;

    @Test
    void aSoundSchemeKeepsIt() {
        SchemeContract.Outcome outcome = SchemeContract.run("stop-copy", 1);
        assertEquals(List.of(), outcome.breaches());
        assertEquals(RUNS_OF_A_GUEST, outcome.runs());
    }

    @Test
    void aLossyOneBreaksItAndTheReasonIsTold() {
        SchemeContract.Outcome outcome = SchemeContract.run("iova-log", 1);
        assertTrue(outcome.breaches().size() > RUNS_OF_A_GUEST / 2, outcome.toString());
        String first = outcome.breaches().get(0).toString();
        assertTrue(
                first.matches(
                        "random-1, strict, time scale 0.3: \\d+ pages? lost; GFN 0x[0-9a-f]+ was last written by .*"),
                first);
    }

    @Test
    void withoutGuestsNothingIsRun() {
        assertEquals(new SchemeContract.Outcome(0, List.of()), SchemeContract.run("pinned", 0));
    }

    @Test
    void anUnknownSchemeIsBadInput() {
        assertThrows(InputException.class, () -> SchemeContract.run("none", 1));
    }

    @Test
    void faultsAreABreachToo() {
        assertEquals("random-1, strict: 1 DMA fault", new Breach("random-1", "strict", 0, 1, "").toString());
        assertEquals(
                "random-1, lazy: 1 page lost; why; 2 DMA faults",
                new Breach("random-1", "lazy", 1, 2, "why").toString());
    }
}
