package dirtysim.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table against a plain map of its leaves, under random operations. */
class PageTableOracleTest {
    private static final int STEPS = 4000;
    private static final long GIB = PageSize.SIZE_1G.bytes();

    private record Leaf(PageSize size, long entry) {}

    private record Seen(long input, PageSize size, long entry) {}

    private final TreeMap<Long, Leaf> oracle = new TreeMap<>();
    private RandomStream random;
    private EntryFormat format;
    private PageTable table;
    private long[] regions;
    private String which;
    private int merged;

    @ParameterizedTest
    @CsvSource({"FIRST_STAGE,3", "FIRST_STAGE,5", "SECOND_STAGE,3", "SECOND_STAGE,4", "SECOND_STAGE,5"})
    void agreesWithAMapOfLeaves(EntryFormat entryFormat, int levels) {
        for (long seed = 1; seed <= 4; seed++) {
            which = "seed " + seed + ", " + entryFormat + ", " + levels + " levels";
            random = new RandomStreams(seed).stream("page table");
            format = entryFormat;
            table = new PageTable(format, levels);
            oracle.clear();
            long limit = table.inputLimit();
            regions = new long[] {0, GIB, 7 * GIB, limit / 2, limit - GIB};
            for (int step = 0; step < STEPS; step++) {
                step();
                if (step % 200 == 0) {
                    assertScans();
                }
            }
            assertScans();
        }
        assertTrue(merged > 0, which + ": no merge was ever possible");
    }

    private void step() {
        switch (random.nextInt(10)) {
            case 0, 1 -> map();
            case 2 -> mapLinear();
            case 3 -> unmap(1);
            case 4 -> touch();
            case 5 -> find();
            case 6 -> unmap(random.nextInt(60) == 0 ? 4000 : 3);
            case 7 -> split();
            case 8 -> merge();
            default -> clean();
        }
        assertEquals(oracle.size(), table.leaves(), which);
    }

    private PageSize size() {
        int draw = random.nextInt(20);
        return draw == 0 ? PageSize.SIZE_1G : draw < 5 ? PageSize.SIZE_2M : PageSize.SIZE_4K;
    }

    /** Few distinct places, so that operations meet. */
    private long input(PageSize size) {
        long region = regions[random.nextInt(regions.length)];
        long block = random.nextInt(3) * PageSize.SIZE_2M.bytes();
        return (region + block + random.nextInt(24) * 4096L * 21) & -size.bytes();
    }

    private long output(PageSize size) {
        return (random.nextLong(1L << 40)) & -size.bytes();
    }

    private boolean occupied(long input, long bytes) {
        Map.Entry<Long, Leaf> below = oracle.lowerEntry(input + bytes);
        return below != null && below.getKey() + below.getValue().size.bytes() > input;
    }

    private void map() {
        PageSize size = size();
        long input = input(size);
        long output = output(size);
        boolean mayWrite = random.nextBoolean(0.5);
        if (occupied(input, size.bytes())) {
            assertThrows(IllegalStateException.class, () -> table.map(input, output, size, mayWrite), which);
        } else {
            table.map(input, output, size, mayWrite);
            oracle.put(input, new Leaf(size, format.leaf(output, size, mayWrite)));
        }
    }

    private void mapLinear() {
        PageSize size = random.nextBoolean(0.2) ? PageSize.SIZE_2M : PageSize.SIZE_4K;
        long input = input(random.nextBoolean(0.5) ? PageSize.SIZE_2M : size);
        long bytes = size == PageSize.SIZE_2M ? 2 * size.bytes() : (1 + random.nextInt(1100)) * 4096L;
        long output = output(size);
        if (input + bytes <= table.inputLimit() && !occupied(input, bytes)) {
            table.mapLinear(input, output, bytes, size, true);
            for (long at = 0; at < bytes; at += size.bytes()) {
                oracle.put(input + at, new Leaf(size, format.leaf(output + at, size, true)));
            }
        }
    }

    private void unmap(int leaves) {
        Map.Entry<Long, Leaf> at = oracle.ceilingEntry(input(PageSize.SIZE_4K));
        for (int n = 0; n < leaves && at != null; n++) {
            assertEquals(at.getValue().entry, table.unmap(at.getKey()), which);
            oracle.remove(at.getKey());
            at = oracle.higherEntry(at.getKey());
        }
    }

    private void touch() {
        Map.Entry<Long, Leaf> at = oracle.ceilingEntry(input(PageSize.SIZE_4K));
        if (at == null) {
            return;
        }
        Leaf leaf = at.getValue();
        long inside = at.getKey() + random.nextLong(leaf.size.bytes());
        assertTrue(table.find(inside), which);
        assertEquals(leaf.entry, table.foundEntry(), which);
        long bit = random.nextBoolean(0.6) ? format.dirtyBit() : format.accessedBit();
        table.updateFound(leaf.entry ^ bit);
        oracle.put(at.getKey(), new Leaf(leaf.size, leaf.entry ^ bit));
    }

    private void split() {
        Map.Entry<Long, Leaf> at = oracle.ceilingEntry(input(PageSize.SIZE_4K));
        if (at == null) {
            return;
        }
        Leaf leaf = at.getValue();
        // 1 GiB in leaves of 4 KiB would make the oracle's scans slow; PageTableSplitTest does it once.
        PageSize to = leaf.size == PageSize.SIZE_1G ? PageSize.SIZE_2M : PageSize.SIZE_4K;
        long inside = at.getKey() + random.nextLong(leaf.size.bytes());
        if (leaf.size == PageSize.SIZE_4K) {
            assertThrows(IllegalStateException.class, () -> table.split(inside, to), which);
            return;
        }
        assertEquals(1, table.split(inside, to), which);
        for (long part = 0; part < leaf.size.bytes(); part += to.bytes()) {
            long entry = leaf.entry + part & (to == PageSize.SIZE_4K ? ~EntryFormat.LARGE : -1L);
            oracle.put(at.getKey() + part, new Leaf(to, entry));
        }
    }

    private void merge() {
        PageSize size = random.nextBoolean(0.7) ? PageSize.SIZE_2M : PageSize.SIZE_1G;
        long input = input(size);
        Map<Long, Leaf> parts = oracle.subMap(input, input + size.bytes());
        Leaf first = oracle.get(input);
        long ad = format.accessedBit() | format.dirtyBit();
        boolean can = first != null
                && first.size.ordinal() < size.ordinal()
                && EntryFormat.address(first.entry) % size.bytes() == 0;
        long bytes = 0;
        long entry = can ? first.entry | EntryFormat.LARGE : 0;
        for (Map.Entry<Long, Leaf> part :
                can ? parts.entrySet() : Map.<Long, Leaf>of().entrySet()) {
            long flags = ad | EntryFormat.LARGE;
            can &= part.getKey() == input + bytes && (part.getValue().entry & ~flags) == (first.entry + bytes & ~flags);
            bytes += part.getValue().size.bytes();
            entry |= part.getValue().entry & ad;
        }
        can &= bytes == size.bytes();
        assertEquals(can, table.merge(input, size), which);
        if (can) {
            parts.clear();
            oracle.put(input, new Leaf(size, entry));
            merged++;
        }
    }

    private void find() {
        long input = input(PageSize.SIZE_4K) + random.nextInt(4096);
        Map.Entry<Long, Leaf> at = oracle.floorEntry(input);
        boolean mapped = at != null && at.getKey() + at.getValue().size.bytes() > input;
        assertEquals(mapped, table.find(input), which);
        if (mapped) {
            Leaf leaf = at.getValue();
            assertEquals(leaf.size, table.foundSize(), which);
            assertEquals(EntryFormat.address(leaf.entry) + (input - at.getKey()), table.translate(input), which);
        } else {
            assertEquals(-1, table.translate(input), which);
        }
    }

    private void clean() {
        long from = input(PageSize.SIZE_4K);
        long to = Math.min(table.inputLimit(), from + (1 + random.nextInt(600)) * 4096L);
        Map.Entry<Long, Leaf> first = oracle.floorEntry(from);
        long start = first != null && first.getKey() + first.getValue().size.bytes() > from ? first.getKey() : from;
        List<Seen> expected = new ArrayList<>();
        long read = 0;
        for (Map.Entry<Long, Leaf> at : oracle.subMap(start, to).entrySet()) {
            Leaf leaf = at.getValue();
            read++;
            if (format.dirty(leaf.entry)) {
                expected.add(new Seen(at.getKey(), leaf.size, leaf.entry));
                at.setValue(new Leaf(leaf.size, leaf.entry & ~format.dirtyBit()));
            }
        }
        List<Seen> seen = new ArrayList<>();
        assertEquals(to, table.scanDirty(from, to, Long.MAX_VALUE, true, collect(seen)), which);
        assertEquals(expected, seen, which);
        assertEquals(read, table.scanned(), which);
    }

    private PageTable.LeafVisitor collect(List<Seen> seen) {
        return (input, size, entry) -> seen.add(new Seen(input, size, entry));
    }

    private void assertScans() {
        List<Seen> all = new ArrayList<>();
        oracle.forEach((input, leaf) -> all.add(new Seen(input, leaf.size, leaf.entry)));
        List<Seen> dirty = all.stream().filter(leaf -> format.dirty(leaf.entry)).toList();
        for (long most : new long[] {1, 7, 512, 4096, Long.MAX_VALUE}) {
            List<Seen> seen = new ArrayList<>();
            long read = 0;
            for (long at = 0; at < table.inputLimit(); ) {
                int before = seen.size();
                long next = table.scan(at, table.inputLimit(), most, collect(seen));
                assertTrue(next > at, which);
                assertTrue(seen.size() - before <= most, which);
                assertEquals(seen.size() - before, table.scanned(), which);
                read += table.scanned();
                at = next;
            }
            assertEquals(all, seen, which + " in chunks of " + most);
            assertEquals(all.size(), read, which);
            assertDirtyScan(dirty, all.size(), most);
        }
    }

    private void assertDirtyScan(List<Seen> dirty, long leaves, long most) {
        List<Seen> seen = new ArrayList<>();
        long read = 0;
        for (long at = 0; at < table.inputLimit(); ) {
            long next = table.scanDirty(at, table.inputLimit(), most, false, collect(seen));
            assertTrue(next > at, which);
            // A compact table is read in one go.
            assertTrue(most == Long.MAX_VALUE || table.scanned() < most + TableNode.ENTRIES, which);
            read += table.scanned();
            at = next;
        }
        assertEquals(dirty, seen, which + " dirty ones in chunks of " + most);
        assertEquals(leaves, read, which);
    }
}
