package dirtysim.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GfnBitmapTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 63, 64, 65, 127, 128, 1000, 5000})
    void agreesWithABitSet(int size) {
        for (long seed = 1; seed <= 5; seed++) {
            String which = "seed " + seed + ", size " + size;
            RandomStream random = new RandomStreams(seed).stream("bitmap");
            GfnBitmap bitmap = new GfnBitmap(size);
            GfnBitmap other = new GfnBitmap(size);
            BitSet oracle = new BitSet(size);
            BitSet otherOracle = new BitSet(size);
            for (int step = 0; step < 2000; step++) {
                int gfn = random.nextInt(size);
                switch (random.nextInt(12)) {
                    case 0, 1, 2, 3 -> {
                        assertEquals(!oracle.get(gfn), bitmap.set(gfn), which);
                        oracle.set(gfn);
                    }
                    case 4, 5, 6 -> {
                        assertEquals(oracle.get(gfn), bitmap.clear(gfn), which);
                        oracle.clear(gfn);
                    }
                    case 7 -> {
                        int frames = random.nextInt(Math.min(size - gfn, 300) + 1);
                        bitmap.setRange(gfn, frames);
                        oracle.set(gfn, gfn + frames);
                    }
                    case 8 -> {
                        other.set(gfn);
                        otherOracle.set(gfn);
                    }
                    case 9 -> {
                        if (random.nextInt(50) == 0) {
                            bitmap.drainInto(other);
                            otherOracle.or(oracle);
                            oracle.clear();
                        }
                    }
                    case 10 -> {
                        if (random.nextInt(50) == 0) {
                            bitmap.clearAll();
                            oracle.clear();
                        }
                    }
                    default -> assertEquals(oracle.nextSetBit(gfn), bitmap.next(gfn), which);
                }
                assertEquals(oracle.get(gfn), bitmap.get(gfn), which);
                assertEquals(oracle.cardinality(), bitmap.count(), which);
                assertEquals(otherOracle.cardinality(), other.count(), which);
            }
            assertSame(oracle, bitmap, which);
            assertSame(otherOracle, other, which);
        }
    }

    private static void assertSame(BitSet oracle, GfnBitmap bitmap, String which) {
        BitSet visited = new BitSet();
        for (long gfn = bitmap.next(0); gfn >= 0; gfn = bitmap.next(gfn + 1)) {
            visited.set((int) gfn);
        }
        assertEquals(oracle, visited, which);
    }

    @Test
    void rangesRunAcrossWords() {
        for (int from : new int[] {0, 1, 63, 64, 65, 127, 128}) {
            for (int frames : new int[] {0, 1, 63, 64, 65, 128, 129}) {
                GfnBitmap bitmap = new GfnBitmap(300);
                bitmap.set(64);
                bitmap.setRange(from, frames);
                for (int gfn = 0; gfn < 300; gfn++) {
                    assertEquals(
                            gfn == 64 || (gfn >= from && gfn < from + frames),
                            bitmap.get(gfn),
                            gfn + " of " + from + "+" + frames);
                }
                boolean within = from <= 64 && 64 < from + frames;
                assertEquals(frames + (within ? 0 : 1), bitmap.count(), from + "+" + frames);
            }
        }
    }

    @Test
    void refusesFramesBeyondItsSize() {
        GfnBitmap bitmap = new GfnBitmap(100);
        assertThrows(IndexOutOfBoundsException.class, () -> bitmap.set(100));
        assertThrows(IndexOutOfBoundsException.class, () -> bitmap.get(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> bitmap.clear(127));
        assertThrows(IndexOutOfBoundsException.class, () -> bitmap.setRange(90, 11));
        assertThrows(IllegalArgumentException.class, () -> bitmap.drainInto(new GfnBitmap(101)));
        assertEquals(0, bitmap.count());
        assertEquals(-1, bitmap.next(0));
        assertEquals(-1, bitmap.next(100));
        assertEquals(13, bitmap.bytes());
    }

    @Test
    void equalContentsHashAlike() {
        GfnBitmap one = new GfnBitmap(1000);
        GfnBitmap two = new GfnBitmap(1000);
        one.setRange(10, 500);
        for (int gfn = 509; gfn >= 10; gfn--) {
            two.set(gfn);
        }
        two.set(999);
        assertNotEquals(one.contentHash(), two.contentHash());
        two.clear(999);
        assertEquals(one.contentHash(), two.contentHash());
        assertNotEquals(new GfnBitmap(64).contentHash(), new GfnBitmap(65).contentHash());
    }

    /** Every bitmap of at most two frames of 512 has a hash of its own. */
    @Test
    void smallDifferencesChangeTheHash() {
        Map<Long, String> hashes = new TreeMap<>();
        int bitmaps = 0;
        for (int first = 0; first < 512; first++) {
            for (int second = first; second < 512; second++) {
                GfnBitmap bitmap = new GfnBitmap(512);
                bitmap.set(first);
                bitmap.set(second);
                String before = hashes.put(bitmap.contentHash(), first + " " + second);
                bitmaps++;
                assertTrue(before == null, first + " " + second + " hash as " + before);
            }
        }
        assertEquals(bitmaps, hashes.size());
        assertFalse(hashes.containsKey(new GfnBitmap(512).contentHash()));
    }

    @Test
    void oredIntoAnotherItKeepsItsOwnBits() {
        GfnBitmap from = new GfnBitmap(200);
        GfnBitmap into = new GfnBitmap(200);
        from.setRange(60, 10);
        into.setRange(65, 100);
        from.orInto(into);
        assertEquals(10, from.count());
        assertEquals(105, into.count());
        assertEquals(60, into.next(0));
        assertThrows(IllegalArgumentException.class, () -> from.orInto(new GfnBitmap(201)));
    }
}
