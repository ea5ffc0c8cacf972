package dirtysim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.contract.RandomWorkloads;
import dirtysim.host.InputException;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.Platform;
import dirtysim.tracking.Script;
import dirtysim.tracking.TrackingHost;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A user's own scheme that fails is bad input: the message names it, and not the simulator. */
class FaultySchemesTest {
    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("java.lang.IllegalStateException: mine", (Consumer<Script>) script -> {
                    throw new IllegalStateException("mine");
                }),
                Arguments.of("StackOverflowError", (Consumer<Script>) FaultySchemesTest::withoutEnd),
                Arguments.of("a lock was not given back", (Consumer<Script>) Script::lockDomain),
                Arguments.of("charged nothing", (Consumer<Script>) script -> script.work(() -> true)));
    }

    private static void withoutEnd(Script script) {
        withoutEnd(script);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsTheSchemes(String what, Consumer<Script> query) {
        InputException refusal = assertThrows(
                InputException.class,
                () -> Simulation.run(
                        Scenarios.of("mine", 1, 1),
                        RandomWorkloads.make(1, false, Scenarios.RAM_BYTES, 300),
                        new Mine(query)));
        assertTrue(
                refusal.getMessage().startsWith("scheme mine (dirtysim.FaultySchemesTest$Mine): "),
                refusal::getMessage);
        assertTrue(refusal.getMessage().contains(what), refusal::getMessage);
        assertEquals(1, refusal.getMessage().lines().count());
    }

    private static final class Mine implements DirtyTracker {
        private final Consumer<Script> query;

        Mine(Consumer<Script> query) {
            this.query = query;
        }

        @Override
        public String id() {
            return "mine";
        }

        @Override
        public String title() {
            return "fails";
        }

        @Override
        public Platform platform() {
            return Platform.SHADOW;
        }

        @Override
        public void attach(TrackingHost host) {}

        @Override
        public void query(Script script) {
            query.accept(script);
        }
    }
}
