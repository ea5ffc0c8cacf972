package dirtysim.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.host.InputException;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.DmaRange;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A scheme that cannot be checked, or that breaks a rule, is refused in one line; the checker never guesses. */
class RefusalTest {
    private static class Mine implements DirtyTracker {
        private final Platform platform;
        private final Consumer<Script> query;

        Mine(Platform platform, Consumer<Script> query) {
            this.platform = platform;
            this.query = query;
        }

        @Override
        public String id() {
            return "mine";
        }

        @Override
        public String title() {
            return "breaks a rule";
        }

        @Override
        public Platform platform() {
            return platform;
        }

        @Override
        public void attach(TrackingHost host) {}

        @Override
        public void query(Script script) {
            query.accept(script);
        }
    }

    private static final class WithAThread extends Mine {
        private final Thread helper = new Thread(() -> {});

        WithAThread() {
            super(Platform.NESTED, script -> helperOf(null));
        }

        private static void helperOf(WithAThread mine) {
            if (mine != null) {
                mine.helper.start();
            }
        }
    }

    private static final class WithAStatic extends Mine {
        private static int count;

        WithAStatic() {
            super(Platform.NESTED, script -> count++);
        }
    }

    private static final class LeavesTheEntry extends Mine {
        LeavesTheEntry() {
            super(Platform.SHADOW, script -> {});
        }

        @Override
        public void unmapping(DmaRange range, Script script) {
            script.invalidate(range);
        }
    }

    private static final class LocksInAnUnmap extends Mine {
        LocksInAnUnmap() {
            super(Platform.SHADOW, script -> {});
        }

        @Override
        public void unmapping(DmaRange range, Script script) {
            script.lockDomain().exchange(range, Script.UNSEEN).invalidate(range);
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of(new WithAThread(), "its state holds a java.lang.Thread"),
                Arguments.of(new WithAStatic(), "is static and changes"),
                Arguments.of(new LeavesTheEntry(), "left the entry of IOVA 0 in place"),
                Arguments.of(new LocksInAnUnmap(), "takes the domain lock, which is held for it"),
                Arguments.of(new Mine(Platform.NESTED, Script::lockDomain), "without giving the domain lock back"),
                Arguments.of(new Mine(Platform.NESTED, Script::unlockDomain), "which it does not hold"),
                Arguments.of(
                        new Mine(Platform.NESTED, script -> {
                            for (int n = 0; n < 40; n++) {
                                script.invalidateDomains();
                            }
                        }),
                        "a script has 40 steps"),
                Arguments.of(
                        new Mine(
                                Platform.NESTED,
                                script -> script.work(() -> {
                                    script.invalidateDomains();
                                    return false;
                                })),
                        "a step is added to a script that is being carried out"),
                Arguments.of(
                        new Mine(Platform.NESTED, script -> {
                            throw new IllegalStateException("a bug of mine");
                        }),
                        "IllegalStateException: a bug of mine"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("refused")
    void inOneLineThatNamesTheScheme(DirtyTracker scheme, String why) {
        InputException refusal =
                assertThrows(InputException.class, () -> Checker.check(new Universe(1, 1, 1, true), 100, scheme));
        assertTrue(refusal.getMessage().startsWith("scheme mine (dirtysim.check.RefusalTest"), refusal::getMessage);
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void aStepWithoutEndLosesNothingWithinADepthAndIsRefusedOnceThatIsAllThereIs() {
        Mine endless = new Mine(Platform.NESTED, script -> script.work(() -> true));
        Universe universe = new Universe(1, 1, 0, false);
        Verdict cut = Checker.check(universe, 10, endless);
        assertFalse(cut.loses());
        assertFalse(cut.exhausted());
        Mine again = new Mine(Platform.NESTED, script -> script.work(() -> true));
        InputException refusal = assertThrows(InputException.class, () -> Checker.check(universe, 100, again));
        assertTrue(refusal.getMessage().contains("no migration with it is ever complete"), refusal::getMessage);
    }
}
