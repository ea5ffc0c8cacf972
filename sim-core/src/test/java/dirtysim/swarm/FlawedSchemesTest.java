package dirtysim.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.swarm.FlawedScheme.Flaw;
import dirtysim.swarm.Verdict.Fault;
import dirtysim.tracking.DirtyTracker;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The swarm sees a flaw where there is one, and shows it in a few lines. */
class FlawedSchemesTest {
    private static final int SEEDS = 200;
    private static final int MOST_OPERATIONS = 12;
    private static final int SHRUNK = 12;

    static Stream<Arguments> flawed() {
        return Stream.of(
                Arguments.of("iova-log", null, 50),
                Arguments.of("iommufd-dbit", Flaw.NO_FLUSH_AT_UNMAP, 40),
                Arguments.of("shadow-dbit", Flaw.NO_FLUSH_AT_UNMAP, 50),
                Arguments.of("shadow-dbit", Flaw.NO_INVALIDATION, 30),
                Arguments.of("nested-dbit", Flaw.NO_INVALIDATION, 20),
                Arguments.of("shadow-dbit", Flaw.EARLY_INVALIDATION, 3),
                Arguments.of("nested-dbit", Flaw.EARLY_INVALIDATION, 2),
                Arguments.of("pinned", Flaw.NO_FLUSH_AT_UNMAP, 40),
                Arguments.of("map-time", Flaw.NO_VISIT, 50));
    }

    /**
     * Not every seed can show every flaw: a schedule without unmaps shows no flush that is missing. And an early invalidation
     * does harm only if the device writes between two steps of a query.
     *
     * @param caughtPercent how many of a hundred seeds must show it at the least
     */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("flawed")
    void isCaughtAndShrunk(String scheme, Flaw flaw, int caughtPercent) {
        Supplier<DirtyTracker> sound = Trackers.of(scheme);
        Supplier<DirtyTracker> trackers = flaw == null ? sound : () -> new FlawedScheme(sound.get(), flaw);
        int caught = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            Schedule schedule = ScheduleGenerator.schedule(seed, false);
            Verdict verdict = ScheduleRun.of(schedule, trackers.get());
            String which = scheme + " " + flaw + ", seed " + seed;
            assertTrue(verdict.fault() == Fault.NONE || verdict.fault().isLoss(), which + ": " + verdict.text());
            if (verdict.fault().isLoss() && ++caught <= SHRUNK) {
                Schedule shrunk = Failure.shrink(schedule, verdict, trackers);
                assertEquals(
                        verdict.fault(), ScheduleRun.of(shrunk, trackers.get()).fault(), which + "\n" + shrunk);
                assertEquals(Fault.NONE, soundly(flaw, shrunk, sound), which + "\n" + shrunk);
                assertTrue(shrunk.exact(), which + " did not come out the same when it was run again");
                assertTrue(shrunk.operations().size() <= MOST_OPERATIONS, which + " is still long\n" + shrunk);
            }
        }
        int caughtOfSeeds = caught;
        assertTrue(
                caught * 100 >= SEEDS * caughtPercent,
                () -> scheme + " " + flaw + " was caught by " + caughtOfSeeds + " of " + SEEDS + " seeds");
    }

    /** What the scheme without the flaw makes of it; the lossy ones are all flaw. */
    private static Fault soundly(Flaw flaw, Schedule schedule, Supplier<DirtyTracker> sound) {
        return flaw == null ? Fault.NONE : ScheduleRun.of(schedule, sound.get()).fault();
    }
}
