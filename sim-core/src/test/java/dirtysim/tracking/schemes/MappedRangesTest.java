package dirtysim.tracking.schemes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.tracking.DmaMapping;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MappedRangesTest {
    private static final int PAGES = 200;

    @Test
    void agreesWithABitForEachPage() {
        for (long seed = 1; seed <= 50; seed++) {
            RandomStream random = new RandomStreams(seed).stream("ranges");
            MappedRanges ranges = new MappedRanges(2);
            BitSet oracle = new BitSet();
            for (int n = 0; n < 300; n++) {
                int from = (int) random.nextLong(PAGES);
                int pages = 1 + (int) random.nextLong(20);
                DmaMapping range = new DmaMapping().range(1, (long) from << 12, pages, true);
                if (random.nextLong(2) == 0 && oracle.get(from, from + pages).isEmpty()) {
                    ranges.add(range);
                    oracle.set(from, from + pages);
                } else {
                    ranges.remove(range);
                    oracle.clear(from, from + pages);
                }
                assertEquals(oracle, pagesOf(ranges), "seed " + seed + ", step " + n);
                assertEquals(0, ranges.count(0));
            }
        }
    }

    private static BitSet pagesOf(MappedRanges ranges) {
        BitSet pages = new BitSet();
        long end = 0;
        for (int n = 0; n < ranges.count(1); n++) {
            long first = ranges.iova(1, n) >>> 12;
            assertEquals(true, first >= end && ranges.pages(1, n) > 0, "ascending, and none empty");
            end = first + ranges.pages(1, n);
            pages.set((int) first, (int) end);
        }
        return pages;
    }
}
