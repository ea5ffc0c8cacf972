package dirtysim.workloads.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByAgeTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void isAList(long seed) {
        RandomStream random = new RandomStreams(seed).stream("by age");
        List<Integer> expected = new ArrayList<>();
        ByAge<Integer> list = new ByAge<>();
        for (int step = 0; step < 20_000; step++) {
            if (expected.isEmpty() || random.nextInt(1_000) < 1_000 - Math.min(900, expected.size() * 4)) {
                expected.add(step);
                list.add(step);
            } else {
                int place = random.nextInt(expected.size());
                assertEquals(expected.remove(place), list.remove(place), "seed " + seed);
            }
            assertEquals(expected.size(), list.size());
            if (!expected.isEmpty()) {
                int place = random.nextInt(expected.size());
                assertEquals(expected.get(place), list.get(place), "seed " + seed);
            }
        }
        assertThrows(IndexOutOfBoundsException.class, () -> list.get(list.size()));
    }
}
