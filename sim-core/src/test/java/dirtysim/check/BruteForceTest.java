package dirtysim.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.memory.GfnBitmap;
import dirtysim.tracking.DirtyTracker;
import dirtysim.tracking.schemes.NestedDirtyBit;
import dirtysim.tracking.schemes.ShadowDirtyBit;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The checker's states against those found by trying every sequence of moves, each on a fresh scheme and from the beginning:
 * nothing is put back, nothing is left out because it was met before.
 */
class BruteForceTest {
    static Stream<Arguments> schemes() {
        return Stream.of(
                Arguments.of((Supplier<DirtyTracker>) NestedDirtyBit::new, new Universe(1, 1, 1, false), 8),
                Arguments.of((Supplier<DirtyTracker>) NestedDirtyBit::new, new Universe(1, 1, 1, true), 8),
                Arguments.of((Supplier<DirtyTracker>) NestedDirtyBit::new, new Universe(2, 2, 1, true), 5),
                Arguments.of((Supplier<DirtyTracker>) ShadowDirtyBit::new, new Universe(1, 1, 1, true), 11),
                Arguments.of((Supplier<DirtyTracker>) ShadowDirtyBit::new, new Universe(2, 2, 1, false), 7));
    }

    @ParameterizedTest(name = "{1} to depth {2}")
    @MethodSource("schemes")
    void theStatesAreAllThatThereAre(Supplier<DirtyTracker> scheme, Universe universe, int depth) throws Exception {
        Set<String> states = new TreeSet<>();
        long sequences = enumerate(scheme, universe, depth, new ArrayList<>(), states);
        Verdict verdict = Checker.check(universe, depth, scheme.get());
        assertEquals(states.size(), verdict.states());
        assertTrue(sequences > 3L * states.size(), "there was next to nothing to tell apart: " + sequences);
    }

    private static long enumerate(
            Supplier<DirtyTracker> scheme, Universe universe, int left, List<Move> moves, Set<String> states)
            throws Exception {
        Machine machine = replay(scheme.get(), universe, moves);
        states.add(describe(machine));
        if (left == 0) {
            return 1;
        }
        long sequences = 1;
        for (Move move : machine.moves()) {
            if (!machine.complete() && replay(scheme.get(), universe, moves).make(move)) {
                moves.add(move);
                sequences += enumerate(scheme, universe, left - 1, moves, states);
                moves.remove(moves.size() - 1);
            }
        }
        return sequences;
    }

    private static Machine replay(DirtyTracker tracker, Universe universe, List<Move> moves) {
        Machine machine = new Machine(universe, tracker);
        for (Move move : moves) {
            assertTrue(machine.make(move));
        }
        return machine;
    }

    /** The world's fields, and the one thing that these schemes remember. */
    private static String describe(Machine machine) throws ReflectiveOperationException {
        Codec codec = new Codec();
        codec.pack();
        machine.world.transfer(codec);
        Field bitmap = machine.tracker.getClass().getDeclaredField("bitmap");
        bitmap.setAccessible(true);
        GfnBitmap dirty = (GfnBitmap) bitmap.get(machine.tracker);
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < Codec.WORDS; n++) {
            text.append(Long.toHexString(codec.word(n))).append(' ');
        }
        for (long gfn = 0; gfn < dirty.size(); gfn++) {
            text.append(dirty.get(gfn) ? '1' : '0');
        }
        return text.toString();
    }
}
