package dirtysim.conformance;

import static dirtysim.conformance.Bench.GIB;
import static dirtysim.conformance.Bench.HPA;
import static dirtysim.conformance.Bench.HUGE;
import static dirtysim.conformance.Bench.PAGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import dirtysim.tracking.iommufd.DirtyBitmapRead;
import dirtysim.tracking.iommufd.Kernel;
import dirtysim.tracking.iommufd.UserBitmap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Random maps, unmaps, writes and leaf-aligned requests against a set of dirty pages, which knows nothing of tables, windows
 * or walks: a written page makes its leaf's pages dirty, and a request reports those up to the first hole.
 */
class RandomReadsOracleTest {
    private static final int SEEDS = 100;
    private static final int STEPS = 150;
    /** Where areas may begin, close together or a window apart. */
    private static final long[] PLACES = {0, HUGE, 3 * HUGE, GIB, 2 * GIB, 60 * GIB, 63 * GIB, 127 * GIB};

    private record Area(long bytes, long hpa, boolean huge) {}

    private RandomStream random;
    private Bench bench;
    private final TreeMap<Long, Area> areas = new TreeMap<>();
    /** First pages of dirty leaves with the pages of the leaf. */
    private final TreeMap<Long, Long> dirtyLeaves = new TreeMap<>();

    private boolean huge;
    private boolean shifts;
    private int compared;
    private int reported;
    private int carried;
    private int cutShort;

    @Test
    void agreesWithASetOfDirtyPages() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            random = new RandomStreams(seed).stream("conformance");
            areas.clear();
            dirtyLeaves.clear();
            huge = random.nextBoolean(0.7);
            boolean lookUps = random.nextBoolean(0.4);
            Kernel.Pinning pinning = Kernel.Pinning.values()[random.nextInt(2)];
            Kernel.Walker walker = lookUps ? Kernel.Walker.LOOK_UPS : Kernel.Walker.RANGE;
            bench = new Bench(new Kernel(walker, pinning, false), huge);
            shifts = lookUps && pinning == Kernel.Pinning.WINDOWS;
            bench.hwpt.setDirtyTracking(true);
            for (int step = 0; step < STEPS; step++) {
                step("seed " + seed + ", step " + step);
            }
        }
        String counts =
                compared + " reads, " + reported + " dirty, " + cutShort + " cut short, " + carried + " windowed";
        assertTrue(compared > 1000 && reported > 300 && cutShort > 100 && carried > 20, counts);
    }

    private void step(String which) {
        switch (random.nextInt(6)) {
            case 0 -> map();
            case 1 -> unmap(which);
            case 2, 3 -> write();
            default -> read(which);
        }
    }

    private void map() {
        long iova = PLACES[random.nextInt(PLACES.length)];
        if (random.nextBoolean(0.5) && !areas.isEmpty()) {
            iova = end(areas.floorEntry(Math.max(iova, areas.firstKey())));
        }
        long bytes = (1 + random.nextInt(1200)) * PAGE;
        if (huge && random.nextBoolean(0.4)) {
            bytes = (1 + random.nextInt(3)) * GIB + random.nextInt(2) * HUGE;
        }
        long hpa = HPA + (random.nextBoolean(0.7) ? iova : random.nextInt(4000) * PAGE);
        Map.Entry<Long, Area> below = areas.lowerEntry(iova + bytes);
        if (below == null || end(below) <= iova) {
            bench.space.map(iova, hpa, bytes, true);
            areas.put(iova, new Area(bytes, hpa, huge));
        }
    }

    private void unmap(String which) {
        Map.Entry<Long, Area> area = anyArea();
        if (area != null && random.nextBoolean(0.4)) {
            assertEquals(area.getValue().bytes, bench.space.unmap(area.getKey(), area.getValue().bytes), which);
            areas.remove(area.getKey());
            dirtyLeaves.subMap(area.getKey() / PAGE, end(area) / PAGE).clear();
        }
    }

    private void write() {
        Map.Entry<Long, Area> area = anyArea();
        for (int n = random.nextInt(6); n > 0 && area != null; n--) {
            long iova = area.getKey() + random.nextLong(area.getValue().bytes);
            bench.write(iova);
            long leaf = leafBytes(area, iova);
            dirtyLeaves.put((iova & -leaf) / PAGE, leaf / PAGE);
        }
    }

    private void read(String which) {
        Map.Entry<Long, Area> first = anyArea();
        Map.Entry<Long, Area> last = anyArea();
        if (first == null) {
            return;
        }
        long inFirst = first.getKey() + random.nextLong(first.getValue().bytes);
        long inLast = last.getKey() + random.nextLong(last.getValue().bytes);
        long from = inFirst & -leafBytes(first, inFirst);
        long to = (inLast & -leafBytes(last, inLast)) + leafBytes(last, inLast);
        if (random.nextBoolean(0.1) && bench.space.areaEnd(to) < 0) {
            // A hole at the very end.
            to += PAGE;
        }
        if (to <= from) {
            return;
        }
        long granule = Math.min(Long.lowestOneBit(from | to), PAGE << random.nextInt(12));
        if (!shifts && random.nextBoolean(0.3)) {
            // So fine that a window is no wider than a leaf of 1 GiB.
            granule = PAGE / 64;
        }
        boolean clear = random.nextBoolean(0.6);
        long bits = (to - from) / granule;
        if (shifts && bits > 511 * 32_768) {
            // WindowCasesTest shows what this walker then does to a leaf across the windows.
            return;
        }
        long[] offsets = {0, 2048, 0xff1};
        UserBitmap bitmap = new UserBitmap(0x7000_0000L + offsets[random.nextInt(3)], (bits + 7) / 8);
        bench.syncs.clear();
        DirtyBitmapRead read = bench.read(bitmap, from, to - from, granule, clear);

        long end = contiguousEnd(from);
        boolean hole = end < to;
        Map<Long, Long> inRange = dirtyLeaves.subMap(from / PAGE, Math.min(end, to) / PAGE);
        List<long[]> expected = new ArrayList<>();
        long expectedBits = 0;
        long next = 0;
        for (Map.Entry<Long, Long> leaf : inRange.entrySet()) {
            long start = (leaf.getKey() * PAGE - from) / granule;
            long stop = ((leaf.getKey() + leaf.getValue()) * PAGE - 1 - from) / granule + 1;
            expected.add(new long[] {start, stop});
            expectedBits += stop - Math.max(start, next);
            next = stop;
        }
        assertEquals(hole, read.error() != null, which);
        assertEquals(expectedBits, bitmap.count(), which);
        for (long[] run : expected) {
            assertTrue(bitmap.get(run[0]) && bitmap.get(run[1] - 1), which);
            assertTrue(bitmap.get(run[0] + random.nextLong(run[1] - run[0])), which);
        }
        assertEquals(inRange.size(), read.walk().dirtyLeaves(), which);
        assertEquals(clear && !inRange.isEmpty() ? List.of(gather(inRange)) : List.of(), bench.syncs, which);
        if (clear) {
            inRange.clear();
        }
        compared++;
        carried += read.windows().windows() > 1 ? 1 : 0;
        reported += expected.isEmpty() ? 0 : 1;
        cutShort += hole ? 1 : 0;
    }

    private static String gather(Map<Long, Long> leaves) {
        TreeSet<Long> starts = new TreeSet<>(leaves.keySet());
        long from = starts.first() * PAGE;
        return Bench.range(from, (starts.last() + leaves.get(starts.last())) * PAGE - from);
    }

    private long contiguousEnd(long from) {
        long end = from;
        for (Map.Entry<Long, Area> area = areas.floorEntry(end);
                area != null && end(area) > end;
                area = areas.floorEntry(end)) {
            end = end(area);
        }
        return end;
    }

    private Map.Entry<Long, Area> anyArea() {
        if (areas.isEmpty()) {
            return null;
        }
        Map.Entry<Long, Area> area = areas.floorEntry(PLACES[random.nextInt(PLACES.length)]);
        return area == null ? areas.firstEntry() : area;
    }

    private static long end(Map.Entry<Long, Area> area) {
        return area.getKey() + area.getValue().bytes;
    }

    /** The largest leaf around an address that is aligned on both sides and lies in the area. */
    private static long leafBytes(Map.Entry<Long, Area> area, long iova) {
        for (long bytes : new long[] {GIB, HUGE}) {
            long start = iova & -bytes;
            boolean inside = start >= area.getKey() && start + bytes <= end(area);
            boolean congruent = (area.getValue().hpa - area.getKey()) % bytes == 0;
            if (area.getValue().huge && inside && congruent) {
                return bytes;
            }
        }
        return PAGE;
    }
}
