package dirtysim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.scenario.RunRecord.Tracking;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunRecordTest {
    private static Tracking tracking(long reported, long rightly, long missed) {
        return new Tracking(0, List.of(), List.of(), 0, reported, rightly, missed);
    }

    @Test
    void precisionIsTheShareOfReportsThatWereTrue() {
        assertEquals(0.25, tracking(8, 2, 6).precision());
        assertEquals(0, tracking(8, 0, 6).precision());
        assertTrue(Double.isNaN(tracking(0, 0, 6).precision()), "nothing reported");
    }

    @Test
    void recallIsTheShareOfWritesThatWereReported() {
        assertEquals(0.25, tracking(8, 2, 6).recall());
        assertEquals(1, tracking(8, 2, 0).recall());
        assertTrue(Double.isNaN(tracking(0, 0, 6).recall()), "nothing asked");
        assertTrue(Double.isNaN(tracking(3, 0, 0).recall()), "nothing written");
    }

    @Test
    void listsAreCopied() {
        List<Long> sample = new ArrayList<>(List.of(1L));
        Tracking tracking = new Tracking(1, sample, List.of("why"), 0, 0, 0, 0);
        sample.add(2L);
        assertEquals(List.of(1L), tracking.lostSample());
        assertThrows(
                UnsupportedOperationException.class, () -> tracking.lostSample().add(3L));
    }
}
