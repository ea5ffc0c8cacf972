package dirtysim.workloads.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.Arrays;
import org.apache.commons.math3.random.Well19937c;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlicesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 100, 5_000})
    void meanNumberAndQuantilesStay(int count) {
        RandomStream random = new RandomStreams(count).stream("observed");
        double[] observed = new double[count];
        Arrays.setAll(observed, i -> Math.rint(random.nextExponential(1_000)));
        Slices slices = Slices.of(observed);
        double[] all = slices.all();
        assertEquals(count, all.length);
        double mean = Arrays.stream(observed).average().orElseThrow();
        assertEquals(mean, Arrays.stream(all).average().orElseThrow(), 1e-4 * mean + 1e-9);
        Arrays.sort(observed);
        assertEquals(observed[count - 1], all[count - 1], 1e-2, "the greatest stands for itself");
        assertTrue(slices.meansAndCounts().length <= 160, "few numbers");
        double drawn = 0;
        Deck deck = new Deck(slices, new Well19937c(1));
        for (int i = 0; i < 3 * count; i++) {
            drawn += deck.draw();
        }
        assertEquals(3 * Arrays.stream(all).sum(), drawn, 1e-9 * drawn + 1e-9, "a deck is drawn to its end");
    }
}
