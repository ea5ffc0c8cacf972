package dirtysim.bench.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The search for an edge, over made-up conditions with one edge, none, and several. */
class BisectionTest {
    private static final int[] PROBES = {2, 6, 18};

    @Test
    void oneEdgeIsFoundWhereverItIs() {
        SplittableRandom random = new SplittableRandom(20261123);
        for (int round = 0; round < 2_000; round++) {
            int easiest = -random.nextInt(200);
            int hardest = random.nextInt(200);
            int first = random.nextInt(easiest, hardest + 1);
            int step = random.nextInt(1, 40);
            // One less than the easiest: it holds nowhere.
            int edge = random.nextInt(easiest - 1, hardest + 1);
            Bisection found = new Bisection(easiest, hardest, place -> place <= edge).search(first, step, PROBES);
            String round0 = "seed 20261123, round " + round;
            assertEquals(edge < easiest ? OptionalInt.empty() : OptionalInt.of(edge), found.edge(), round0);
            assertEquals(edge == hardest ? OptionalInt.empty() : OptionalInt.of(edge + 1), found.failure(), round0);
            assertTrue(found.again().isEmpty(), round0);
        }
    }

    /** Whatever the condition: the edge holds, what is next to it fails, and nothing that was looked at below it does. */
    @Test
    void ofAnyConditionTheEdgeIsOneAndIsSupportedByAllThatWasSeen() {
        SplittableRandom random = new SplittableRandom(7);
        int several = 0;
        for (int round = 0; round < 2_000; round++) {
            boolean[] holds = new boolean[201];
            double share = random.nextDouble();
            for (int i = 0; i < holds.length; i++) {
                holds[i] = random.nextDouble() < share;
            }
            List<Integer> asked = new ArrayList<>();
            Bisection found = new Bisection(-100, 100, place -> {
                        asked.add(place);
                        return holds[place + 100];
                    })
                    .search(0, 16, PROBES);
            String round0 = "seed 7, round " + round;
            assertEquals(asked.size(), new TreeSet<>(asked).size(), round0 + ": no place is asked twice");
            assertEquals(asked.size(), found.looks(), round0);
            if (found.edge().isPresent()) {
                int edge = found.edge().getAsInt();
                assertTrue(holds[edge + 100], round0);
                assertTrue(asked.stream().allMatch(place -> place > edge || holds[place + 100]), round0);
                assertEquals(edge == 100 ? OptionalInt.empty() : OptionalInt.of(edge + 1), found.failure(), round0);
            } else {
                assertEquals(OptionalInt.of(-100), found.failure(), round0);
            }
            OptionalInt again = asked.stream()
                    .filter(place -> found.failure().isPresent()
                            && place > found.failure().getAsInt()
                            && holds[place + 100])
                    .mapToInt(place -> place)
                    .max();
            assertEquals(again, found.again(), round0);
            several += again.isPresent() ? 1 : 0;
        }
        assertTrue(several > 500, several + " conditions with several edges are too few to have tested anything");
    }

    @ParameterizedTest
    @CsvSource({"3", "-5"})
    void aHoleNearTheEdgeIsSeenOnEitherSide(int distance) {
        // It converges up to 50, but not just beside; or just beyond as well.
        int odd = distance < 0 ? 50 - 6 : 51 + 6;
        Bisection found = new Bisection(-175, 175, place -> place == odd ? distance > 0 : place <= 50);
        found.search(0, 16, PROBES);
        assertFalse(found.again().isEmpty());
        assertEquals(distance < 0 ? 43 : 50, found.edge().getAsInt(), "the edge is below all that fails");
    }

    @Test
    void withoutProbesNoMoreIsAskedThanHalvingTakes() {
        Bisection found = new Bisection(-175, 175, place -> place <= 60).search(0, 16);
        // 0, 16, 48, 112; then 32 places beyond 48 halved to one.
        assertEquals(60, found.edge().getAsInt());
        assertTrue(found.looks() <= 10, found.looks() + " looks");
    }

    @Test
    void aRowWithoutPlacesIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Bisection(1, 0, place -> true));
    }
}
