package dirtysim.swarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.LossySchemes;
import dirtysim.swarm.Operation.Kind;
import dirtysim.swarm.Verdict.Fault;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Schemes;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Sound schemes lose nothing, whatever the schedule. The system property {@code dirtysim.swarm.operations} says how many
 * operations all schemes together go through, {@code dirtysim.swarm.seed} at which seed they begin.
 */
class SwarmTest {
    private static final long OPERATIONS = Long.getLong("dirtysim.swarm.operations", 1_000_000);
    private static final long FIRST_SEED = Long.getLong("dirtysim.swarm.seed", 1);
    /** One schedule in so many is of a guest whose devices still access buffers that are being unmapped. */
    private static final int CARELESS_EVERY = 4;

    static List<String> soundSchemes() {
        return Schemes.all().stream()
                .map(DirtyTracker::id)
                .filter(id -> !LossySchemes.IDS.contains(id))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("soundSchemes")
    void losesNothing(String scheme) {
        Supplier<DirtyTracker> trackers = Trackers.of(scheme);
        long operations = 0;
        long writes = 0;
        long seed = FIRST_SEED;
        long carelessLosses = 0;
        Map<Kind, Long> counts = new EnumMap<>(Kind.class);
        while (operations < OPERATIONS / soundSchemes().size()) {
            boolean careless = seed % CARELESS_EVERY == 0;
            Schedule schedule = ScheduleGenerator.schedule(seed, careless);
            Verdict verdict = ScheduleRun.of(schedule, trackers.get());
            if (careless && verdict.fault().isLoss()) {
                carelessLosses++;
            } else if (verdict.fault() != Fault.NONE) {
                throw new AssertionError(Failure.explain(scheme + ", seed " + seed, schedule, verdict, trackers));
            }
            verdict.counts().forEach((kind, count) -> counts.merge(kind, (long) count, Long::sum));
            operations += verdict.operations();
            writes += verdict.deviceWrites();
            seed++;
        }
        if (Long.getLong("dirtysim.swarm.operations") != null) {
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d operations of %d seeds, %d writes, %d losses of careless guests, %s%n",
                    scheme,
                    operations,
                    seed - FIRST_SEED,
                    writes,
                    carelessLosses,
                    counts);
        }
        assertTrue(writes > operations / 10, "only " + writes + " writes in " + operations + " operations");
        boolean asked = counts.containsKey(Kind.QUERY) && counts.containsKey(Kind.COPY);
        assertEquals(trackers.get().precopy(), asked, "operations: " + counts);
        boolean nested = trackers.get().platform() == Platform.NESTED;
        DirtyTracker tracker = trackers.get();
        boolean switched = tracker.platform() != Platform.EMULATED && tracker.guestPart() == null;
        int left = (nested ? 0 : 2) + (asked ? 0 : 2) + (switched ? 0 : 1);
        assertEquals(Kind.values().length - left, counts.size(), "operations: " + counts);
    }

    /** Without this, the seed of a failure is worth nothing. */
    @Test
    void aSeedAlwaysComesToTheSame() {
        Supplier<DirtyTracker> trackers = Trackers.of("shadow-dbit");
        for (long seed = 1; seed <= 20; seed++) {
            Schedule schedule = ScheduleGenerator.schedule(seed, true);
            boolean sameSchedule = schedule.equals(ScheduleGenerator.schedule(seed, true));
            boolean sameVerdict =
                    ScheduleRun.of(schedule, trackers.get()).equals(ScheduleRun.of(schedule, trackers.get()));
            assertTrue(sameSchedule && sameVerdict, "seed " + seed);
        }
    }
}
