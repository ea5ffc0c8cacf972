package dirtysim.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a sorted set. */
class PageSetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 4095, 4096, 4097, 20_000})
    void agreesWithASortedSet(int pages) {
        RandomStream random = new RandomStreams(pages).stream("pages");
        for (boolean full : new boolean[] {false, true}) {
            PageSet set = new PageSet(pages);
            TreeSet<Long> oracle = new TreeSet<>();
            if (full) {
                set.addAll();
                for (long page = 0; page < pages; page++) {
                    oracle.add(page);
                }
            }
            check(oracle, set, pages, random);
            for (int step = 0; step < 3000; step++) {
                long page = random.nextLong(pages);
                if (random.nextBoolean(full ? 0.3 : 0.7)) {
                    assertEquals(oracle.add(page), set.add(page), "seed " + pages + ", step " + step);
                } else {
                    assertEquals(oracle.remove(page), set.remove(page), "seed " + pages + ", step " + step);
                }
                assertEquals(oracle.size(), set.size());
            }
            check(oracle, set, pages, random);
        }
    }

    private static void check(TreeSet<Long> oracle, PageSet set, int pages, RandomStream random) {
        List<Long> sorted = new ArrayList<>(oracle);
        assertEquals(sorted.size(), set.size());
        for (int sample = 0; sample < 500 && !sorted.isEmpty(); sample++) {
            int rank = sample == 0 ? sorted.size() - 1 : random.nextInt(sorted.size());
            assertEquals(sorted.get(rank), set.member(rank), "rank " + rank + " of " + pages + " pages");
        }
        for (int sample = 0; sample < 500; sample++) {
            long page = random.nextLong(pages);
            assertEquals(oracle.contains(page), set.contains(page), "page " + page + " of " + pages);
        }
    }
}
