package dirtysim.bench.calibrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.memory.PageSize;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is timed is the work that it is said to be. */
class ProbesTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "1000, 1000", "1024, 64", "1000, 64"})
    void aCycleGoesThroughEveryPlaceGroupByGroup(int places, int group) {
        int[] next = Cycle.through(places, group);
        BitSet seen = new BitSet();
        int changes = 0;
        int at = 0;
        for (int n = 0; n < places; n++) {
            assertTrue(!seen.get(at), "back at " + at + " after " + n);
            seen.set(at);
            changes += at / group == next[at] / group ? 0 : 1;
            at = next[at];
        }
        assertEquals(0, at, "closed");
        int groups = (places + group - 1) / group;
        assertEquals(groups == 1 ? 0 : groups, changes, "each group is left once");
    }

    @ParameterizedTest
    @EnumSource(names = {"SIZE_4K", "SIZE_2M"})
    void walksGoThroughAllLeavesAndScansThroughAllSlices(PageSize size) {
        ProbedTable table = new ProbedTable(2 << 20, size);
        assertEquals(4, table.slices());
        assertEquals(1 << 18, table.leaves());
        BitSet seen = new BitSet();
        long at = 0;
        for (int n = 0; n < table.leaves(); n++) {
            at = table.walk(at, 1);
            seen.set((int) (at >>> size.shift()));
        }
        assertEquals(table.leaves(), seen.cardinality());
        assertEquals(table.walk(at, 7), table.walk(table.walk(at, 3), 4));

        for (int batch = 0; batch < 32; batch++) {
            assertEquals(table.leavesOfSlice(), table.scan(batch), "all leaves read, none dirty, batch " + batch);
        }
    }

    @Test
    void aClearingScanFindsEveryLeafDirtyOnceARound() {
        ProbedTable table = new ProbedTable(1 << 20, PageSize.SIZE_4K);
        assertEquals(2, table.slices());
        for (int round = 0; round < 2; round++) {
            AtomicBitmap found = new AtomicBitmap(table.leaves());
            for (int batch = 2 * round; batch < 2 * (round + 1); batch++) {
                table.dirtyEachRound(batch);
                table.scanAndClear(batch, found);
            }
            for (int word = 0; word < table.leaves(); word += 64) {
                assertEquals(-1L, found.word(word), "leaves from " + word + ", round " + round);
            }
            assertEquals(table.leavesOfSlice(), table.scan(0), "all clean again");
        }
    }

    @Test
    void theMedianAndTheMiddleHalfAreThoseOfTheBatches() {
        Sample sample = Sample.of(new double[] {9, 1, 5, 3, 7});
        assertEquals(new Sample(5, 3, 5, 7), sample);
        assertEquals(0.8, sample.spread());
        assertEquals(new Sample(5, 1, 3, 5), sample.plus(-2));
        assertEquals(new Sample(2, 1.25, 1.5, 1.75), Sample.of(new double[] {2, 1}));
        assertEquals(new Sample(1, 4, 4, 4), Sample.of(new double[] {4}));
    }

    @ParameterizedTest
    @CsvSource({"2.1149, 2.11", "0.99999, 1", "173.4, 173", "48949, 48900", "-0.2058, -0.206", "0, 0"})
    void figuresHaveThreeDigits(double value, String text) {
        assertEquals(text, Figures.text(value));
    }
}
