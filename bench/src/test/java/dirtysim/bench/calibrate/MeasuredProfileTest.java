package dirtysim.bench.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeasuredProfileTest {
    private static MeasuredProfile of(boolean quick, String key, double... batches) {
        Finding finding = new Finding("some work", "ns", Sample.of(batches), key, "how: it was done");
        return MeasuredProfile.of("mine", "a \"machine\": #1", quick, List.of(finding));
    }

    @Test
    void theFileSaysWhereAndHowWell() {
        MeasuredProfile profile = of(false, "memory-ref-ns", 101.26, 100, 104);
        assertEquals("""
                profile: "mine"
                description: "Measured by calibrate on a \\"machine\\": #1; what Java cannot measure keeps its default."
                parameters:
                  memory-ref-ns:
                    value: 101
                    source: "measured by calibrate on a \\"machine\\": #1: median of 3, interquartile range 101 to 103; how: it was done"
                    status: "measured"
                """, profile.yaml());
        assertEquals(1, profile.written());
        assertEquals(List.of(), profile.remarks());
    }

    @Test
    void aQuickFigureIsAnAssumption() {
        String yaml = of(true, "memory-ref-ns", 100).yaml();
        assertTrue(yaml.contains("status: \"assumption\""), yaml);
        assertTrue(yaml.contains("measured by calibrate --quick on"), yaml);
    }

    /** Never bent into the range, and never left out in silence. */
    @ParameterizedTest
    @CsvSource({
        "memory-ref-ns, 160.4, true",
        "memory-ref-ns, 160.6, false",
        "memory-ref-ns, 173.2, false",
        "memory-ref-ns, 24.9, false",
        "dirty-pte-ns, 0.0001, true",
        "dirty-pte-ns, 0, false",
        "dirty-pte-ns, -2, false",
        "copy-gbyte-per-s, 48.9, false",
    })
    void aFigureOutsideItsRangeIsLeftOutAndNamed(String key, double value, boolean written) {
        MeasuredProfile profile = of(false, key, value);
        assertEquals(written ? 1 : 0, profile.written());
        assertEquals(written, profile.yaml().contains(key));
        assertEquals(!written, profile.remarks().size() == 1, profile.remarks().toString());
        if (!written) {
            String line = profile.remarks().get(0);
            assertTrue(line.startsWith(key + " was measured as " + Figures.text(value) + " "), line);
            assertTrue(line.contains(", outside its range of "), line);
            assertTrue(line.matches(".*; left out, so its default of [0-9.]+ stays"), line);
        }
    }

    @Test
    void aFigureThatVariedMuchIsWrittenAndNamed() {
        MeasuredProfile profile = of(false, "memory-ref-ns", 80, 90, 100, 120, 150);
        assertEquals(1, profile.written());
        assertEquals(1, profile.remarks().size());
        assertTrue(profile.remarks().get(0).startsWith("memory-ref-ns varied from 90 to 120 ns"));
    }

    @Test
    void whatStandsForNoParameterIsNotWritten() {
        MeasuredProfile profile = of(false, "", 5);
        assertEquals(0, profile.written());
        assertFalse(profile.yaml().contains("value"), profile.yaml());
    }

    @Test
    void coldFootprintsAreSeveralTimesTheCacheOrTheHeapIsNamed() {
        assertEquals(128 << 20, Effort.thorough(32L << 20, 4L << 30).coldBytes());
        assertEquals(108 << 20, Effort.thorough(27_500L << 10, 4L << 30).coldBytes(), "in pieces of 2 MiB");
        assertEquals(800 << 20, Effort.thorough(400L << 20, 4L << 30).coldBytes(), "twice a very large one");
        InputException e = assertThrows(InputException.class, () -> Effort.thorough(64L << 20, 256L << 20));
        assertTrue(e.getMessage().contains("do not fit Java's heap of 256 MiB"), e.getMessage());
        assertTrue(e.getMessage().contains("-Xmx769m"), e.getMessage());
    }
}
