package dirtysim.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.CostModel;
import dirtysim.tracking.Schemes;
import dirtysim.validation.TrackedRun.Window;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackedRunTest {
    private static final int DOMAIN = 4;
    private static final long RAM = 64L << 20;

    private static TrackedRun run(String scheme, boolean lazy) {
        TrackedRun run = new TrackedRun(CostModel.defaults(), Schemes.create(scheme), List.of(DOMAIN, 7), RAM, lazy);
        run.map(DOMAIN, 0x5000, 0x70000, 3 * 4096, true);
        run.map(DOMAIN, 0x9000, 0x90000, 4096, false);
        return run;
    }

    /** Pages mapped: three for write, one not. Written: one. */
    @ParameterizedTest
    @CsvSource({"nested-dbit, 1", "shadow-dbit, 1", "iommufd-dbit, 1", "device-log, 1", "map-time, 3", "pinned, 4"})
    void aSchemeReportsWhatItIsMadeTo(String scheme, long reported) {
        TrackedRun run = run(scheme, false);
        assertTrue(run.access(DOMAIN, 0x6010, true));
        assertTrue(run.access(DOMAIN, 0x6020, true));
        assertTrue(run.access(DOMAIN, 0x9000, false));
        assertEquals(new Window(1, reported, 0), run.query());
    }

    /** D is cached by then: a scheme that did not invalidate would report nothing in the second window. */
    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit", "iommufd-dbit", "device-log"})
    void eachWindowHoldsWhatWasWrittenInIt(String scheme) {
        TrackedRun run = run(scheme, false);
        run.access(DOMAIN, 0x5000, true);
        assertEquals(new Window(1, 1, 0), run.query());
        run.access(DOMAIN, 0x5000, true);
        run.access(DOMAIN, 0x6000, true);
        assertEquals(new Window(2, 2, 0), run.query());
        assertEquals(new Window(0, 0, 0), run.query());
    }

    @ParameterizedTest
    @CsvSource({"nested-dbit, 0", "shadow-dbit, 0", "iommufd-dbit, 0", "map-time, 0", "iova-log, 1", "device-log, 1"})
    void whatIsUnmappedBeforeTheQueryIsReportedOrMissed(String scheme, long missed) {
        TrackedRun run = run(scheme, false);
        run.access(DOMAIN, 0x6000, true);
        run.unmap(DOMAIN, 0x5000, 3 * 4096);
        assertEquals(missed, run.query().missed(), scheme);
        assertFalse(run.access(DOMAIN, 0x6000, true), "invalidated");
    }

    @ParameterizedTest
    @CsvSource({"nested-dbit, true", "shadow-dbit, false"})
    void aStaleTranslationLivesOnUnderALazyGuestButNotUnderAShadow(String scheme, boolean translated) {
        TrackedRun run = run(scheme, true);
        run.access(DOMAIN, 0x6000, true);
        run.unmap(DOMAIN, 0x5000, 4096);
        run.invalidate(7, 0x5000, 4096);
        assertEquals(translated, run.access(DOMAIN, 0x6000, true));
        run.invalidateDomain(DOMAIN);
        assertFalse(run.access(DOMAIN, 0x6000, true));
        assertEquals(new Window(1, 1, 0), run.query());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested-dbit", "shadow-dbit"})
    void aMapOverAnotherTakesItsPlaceAndOddBytesAreWidened(String scheme) {
        TrackedRun run = run(scheme, false);
        run.map(DOMAIN, 0x6ffc, 0xa0ffc, 8, true);
        assertTrue(run.access(DOMAIN, 0x6000, true));
        assertTrue(run.access(DOMAIN, 0x7000, true));
        assertFalse(run.access(DOMAIN, 0x5000, true), "gone with what was mapped as one");
        assertFalse(run.access(7, 0x6000, true), "another domain");
        assertEquals(new Window(2, 2, 0), run.query());
    }
}
