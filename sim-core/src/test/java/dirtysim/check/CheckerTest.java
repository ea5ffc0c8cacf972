package dirtysim.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.HandOver;
import dirtysim.swarm.FlawedScheme;
import dirtysim.swarm.FlawedScheme.Flaw;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.schemes.IovaLog;
import dirtysim.tracking.schemes.MapTime;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.PinnedPages;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checker finds each flaw in the smallest universe, and a schedule of it that anyone can replay. */
class CheckerTest {
    private static final int DEPTH = 200;

    private static Supplier<DirtyTracker> flawed(Supplier<DirtyTracker> sound, Flaw flaw) {
        return () -> new FlawedScheme(sound.get(), flaw);
    }

    /** What loses, whether also if the device leaves a buffer alone while it is being unmapped, and a step of how. */
    static Stream<Arguments> flaws() {
        return Stream.of(
                Arguments.of("an IOVA log", (Supplier<DirtyTracker>) IovaLog::new, true, "the call returns"),
                Arguments.of(
                        "no flush at the unmap",
                        flawed(ShadowDirtyBit::new, Flaw.NO_FLUSH_AT_UNMAP),
                        true,
                        "exchanges the entry of IOVA 0 by 0, D was 1"),
                Arguments.of(
                        "no invalidation, nested", flawed(NestedDirtyBit::new, Flaw.NO_INVALIDATION), true, "lands"),
                Arguments.of(
                        "no invalidation, shadow", flawed(ShadowDirtyBit::new, Flaw.NO_INVALIDATION), true, "lands"),
                Arguments.of(
                        "invalidation before the clear",
                        flawed(NestedDirtyBit::new, Flaw.EARLY_INVALIDATION),
                        true,
                        "lands"),
                Arguments.of(
                        "copy before the invalidation, nested",
                        flawed(NestedDirtyBit::new, Flaw.COPY_BEFORE_INVALIDATION),
                        true,
                        "lands"),
                Arguments.of(
                        "copy before the invalidation, shadow",
                        flawed(ShadowDirtyBit::new, Flaw.COPY_BEFORE_INVALIDATION),
                        true,
                        "lands"),
                Arguments.of("what is mapped still is forgotten", flawed(MapTime::new, Flaw.NO_VISIT), true, "lands"),
                Arguments.of(
                        "pinned pages are not reported at their unmap",
                        flawed(PinnedPages::new, Flaw.NO_FLUSH_AT_UNMAP),
                        true,
                        "lands"),
                Arguments.of(
                        "NO_CLEAR read, then unmap",
                        flawed(ShadowDirtyBit::new, Flaw.READ_THEN_UNMAP),
                        false,
                        "exchanges the entry of IOVA 0 by 0, D was 1"),
                Arguments.of(
                        "copy out beside an unmap",
                        flawed(ShadowDirtyBit::new, Flaw.COPY_AFTER_UNLOCK),
                        false,
                        "hands the bitmap over"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("flaws")
    void aFlawIsFoundAndItsScheduleReplays(
            String what, Supplier<DirtyTracker> scheme, boolean withACarefulDriver, String step) {
        for (boolean during : new boolean[] {false, true}) {
            Universe universe = new Universe(1, 1, 1, during);
            Checker checker = new Checker(universe, scheme.get());
            Verdict verdict = checker.run(DEPTH);
            assertEquals(during || withACarefulDriver, verdict.loses(), what + ", " + universe);
            if (verdict.loses()) {
                assertEquals(verdict.depth(), verdict.schedule().size(), what);
                assertEquals(List.of(0), verdict.lostPages(), what);
                assertTrue(
                        verdict.schedule().stream().anyMatch(line -> line.what().contains(step)),
                        what + " without '" + step + "'");
                assertReplays(universe, scheme.get(), checker.losing());
            }
        }
    }

    /** On objects of its own, from the first step to the last, nothing put back in between. */
    private static void assertReplays(Universe universe, DirtyTracker tracker, List<Move> moves) {
        Machine machine = new Machine(universe, tracker);
        for (Move move : moves) {
            assertFalse(machine.complete(), "complete before its end");
            assertTrue(machine.make(move), move + " is not possible");
        }
        assertTrue(machine.complete());
        assertTrue(machine.world.anyStale());
    }

    @ParameterizedTest
    @MethodSource("flaws")
    void noSchemeLosesInAShorterSchedule(String what, Supplier<DirtyTracker> scheme) {
        Universe universe = new Universe(1, 1, 1, true);
        Verdict shortest = Checker.check(universe, DEPTH, scheme.get());
        Verdict cut = Checker.check(universe, shortest.depth() - 1, scheme.get());
        assertFalse(cut.loses(), what);
        assertFalse(cut.exhausted(), what);
        assertTrue(Checker.check(universe, shortest.depth(), scheme.get()).loses(), what);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName(
            "write-protect, invalidate, read, unmap, invalidate loses nothing without looking at exchanged entries")
    void theRaceFreeUnmapIsRaceFree(boolean during) {
        Verdict verdict = Checker.check(new Universe(2, 1, 1, during), DEPTH, new ProtectingScheme());
        assertFalse(verdict.loses());
        assertTrue(verdict.exhausted());
    }

    @Test
    @DisplayName("trap 5: a NO_CLEAR read before the unmap loses what is written during it, the exchange does not")
    void trap5ANoClearReadBeforeTheUnmapLosesOnlyWhatIsWrittenDuringIt() {
        Supplier<DirtyTracker> noClear = flawed(ShadowDirtyBit::new, Flaw.READ_THEN_UNMAP);
        assertTrue(
                Checker.check(new Universe(1, 1, 1, true), DEPTH, noClear.get()).loses());
        for (boolean during : new boolean[] {false, true}) {
            Universe universe = new Universe(1, 1, 1, during);
            Verdict exchange = Checker.check(universe, DEPTH, new ShadowDirtyBit());
            assertTrue(!exchange.loses() && exchange.exhausted());
        }
        Verdict careful = Checker.check(new Universe(1, 1, 1, false), DEPTH, noClear.get());
        assertTrue(!careful.loses() && careful.exhausted());
    }

    /** Under the lock throughout it is sound; where a path gives the lock up, an unmap comes between bit and mark. */
    @ParameterizedTest
    @EnumSource(HandOver.class)
    void aMarkThatComesAfterTheHandOverIsTooLateOnAPathOfSeveralCalls(HandOver path) {
        Verdict verdict = Checker.check(new Universe(2, 1, 1, false, path), DEPTH, new LateFillScheme());
        assertTrue(verdict.loses() || verdict.exhausted());
        assertEquals(path == HandOver.REGION || path == HandOver.TYPE1, verdict.loses());
        if (verdict.loses()) {
            List<String> steps =
                    verdict.schedule().stream().map(TraceLine::what).toList();
            assertTrue(steps.toString().contains("hands the bit of page 0 over"), steps.toString());
            assertTrue(steps.toString().contains("the domain lock for the next system call"), steps.toString());
        }
    }

    @Test
    void twoRunsSayTheSame() {
        Universe universe = new Universe(1, 2, 1, true);
        assertEquals(
                Checker.check(universe, DEPTH, new ShadowDirtyBit()),
                Checker.check(universe, DEPTH, new ShadowDirtyBit()));
        assertEquals(Checker.check(universe, 25, new IovaLog()), Checker.check(universe, 25, new IovaLog()));
    }

    @Test
    void moreOfAnythingIsMoreToGoThrough() {
        long least = states(new Universe(1, 1, 1, false));
        assertTrue(states(new Universe(2, 1, 1, false)) > least);
        assertTrue(states(new Universe(1, 2, 1, false)) > least);
        assertTrue(states(new Universe(1, 1, 2, false)) > least);
        assertTrue(states(new Universe(1, 1, 1, true)) > least);
    }

    private static long states(Universe universe) {
        return Checker.check(universe, DEPTH, new NestedDirtyBit()).states();
    }
}
