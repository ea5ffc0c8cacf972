package dirtysim.workloads.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStreams;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationTest {
    private static Permutation of(long size, long seed) {
        return new Permutation(size, new RandomStreams(seed).stream("test"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 63, 64, 65, 1000, 4097, 100_000})
    void eachNumberOnce(int size) {
        Permutation order = of(size, 1);
        BitSet seen = new BitSet();
        for (int place = 0; place < size; place++) {
            seen.set((int) order.at(place));
        }
        assertEquals(size, seen.cardinality());
        assertEquals(size, seen.length());
    }

    @Test
    void ordersDifferBySeedAndAreSpread() {
        int size = 1 << 20;
        Permutation order = of(size, 1);
        assertNotEquals(order.at(0), of(size, 2).at(0));
        int[] inSixteenth = new int[16];
        for (int place = 0; place < 16_000; place++) {
            inSixteenth[(int) (order.at(place) * 16 / size)]++;
        }
        for (int count : inSixteenth) {
            assertTrue(count > 850 && count < 1150, count + " of 1000");
        }
    }
}
