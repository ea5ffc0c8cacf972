package dirtysim.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of a table, one by one; {@link PageTableOracleTest} mixes them. */
class PageTableTest {
    private static final long MIB_2 = PageSize.SIZE_2M.bytes();
    private static final long GIB = PageSize.SIZE_1G.bytes();

    private final PageTable table = new PageTable(EntryFormat.SECOND_STAGE, 4);

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void endsWhereItsLevelsEnd(int levels) {
        PageTable one = new PageTable(EntryFormat.SECOND_STAGE, levels);
        long limit = 1L << (12 + 9 * levels);
        assertEquals(limit, one.inputLimit());
        one.map(limit - 4096, 0x5000, PageSize.SIZE_4K, true);
        assertEquals(0x5fff, one.translate(limit - 1));
        assertThrows(IllegalArgumentException.class, () -> one.map(limit, 0, PageSize.SIZE_4K, true));
        assertThrows(IllegalArgumentException.class, () -> one.map(-4096, 0, PageSize.SIZE_4K, true));
        assertFalse(one.find(limit));
        assertFalse(one.find(-1));
        assertEquals(-1, one.translate(limit));
        assertEquals(1, one.leaves());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 6})
    void refusesOtherNumbersOfLevels(int levels) {
        assertThrows(IllegalArgumentException.class, () -> new PageTable(EntryFormat.SECOND_STAGE, levels));
    }

    @ParameterizedTest
    @EnumSource(PageSize.class)
    void refusesMisalignedAddresses(PageSize size) {
        long off = size.bytes() / 2;
        assertThrows(IllegalArgumentException.class, () -> table.map(off, 0, size, true));
        assertThrows(IllegalArgumentException.class, () -> table.map(0, off, size, true));
        assertThrows(IllegalArgumentException.class, () -> table.mapLinear(0, off, size.bytes(), size, true));
        assertThrows(IllegalArgumentException.class, () -> table.mapLinear(0, 0, off, size, true));
        assertEquals(0, table.leaves());
        assertEquals(-1, table.translate(0));
    }

    @Test
    void refusesToMapWhatIsMapped() {
        table.map(GIB, 0, PageSize.SIZE_1G, true);
        table.map(0, 0, PageSize.SIZE_2M, true);
        table.map(MIB_2, 0, PageSize.SIZE_4K, true);
        table.mapLinear(2 * MIB_2, 0, MIB_2, PageSize.SIZE_4K, true);
        long leaves = table.leaves();
        assertOverlap(GIB, PageSize.SIZE_1G);
        assertOverlap(GIB + 5 * MIB_2, PageSize.SIZE_2M);
        assertOverlap(GIB + 4096, PageSize.SIZE_4K);
        assertOverlap(0, PageSize.SIZE_1G);
        assertOverlap(0, PageSize.SIZE_2M);
        assertOverlap(4096, PageSize.SIZE_4K);
        assertOverlap(MIB_2, PageSize.SIZE_2M);
        assertOverlap(MIB_2, PageSize.SIZE_4K);
        assertOverlap(2 * MIB_2, PageSize.SIZE_2M);
        assertOverlap(2 * MIB_2 + 4096, PageSize.SIZE_4K);
        assertThrows(IllegalStateException.class, () -> table.mapLinear(2 * MIB_2, 0, MIB_2, PageSize.SIZE_4K, true));
        assertThrows(IllegalStateException.class, () -> table.mapLinear(0, 0, MIB_2, PageSize.SIZE_4K, true));
        assertEquals(leaves, table.leaves());
    }

    private void assertOverlap(long input, PageSize size) {
        assertThrows(IllegalStateException.class, () -> table.map(input, 0, size, true), size + " at " + input);
    }

    @Test
    void refusesToUnmapWhatDoesNotStartThere() {
        table.map(0, 0, PageSize.SIZE_2M, true);
        assertThrows(IllegalStateException.class, () -> table.unmap(4096));
        assertThrows(IllegalStateException.class, () -> table.unmap(MIB_2));
        assertEquals(1, table.leaves());
    }

    /** Linux frees the empty tables below when a larger leaf takes their place; an IOVA allocator reuses ranges so. */
    @Test
    void aLargerLeafTakesThePlaceOfEmptyTables() {
        table.map(MIB_2, 0x1000, PageSize.SIZE_4K, true);
        assertThrows(IllegalStateException.class, () -> table.map(MIB_2, 0, PageSize.SIZE_2M, true));
        table.unmap(MIB_2);
        table.map(MIB_2, 4 * MIB_2, PageSize.SIZE_2M, true);
        assertEquals(4 * MIB_2 + 0x3123, table.translate(MIB_2 + 0x3123));
        table.unmap(MIB_2);
        table.map(0, 3 * GIB, PageSize.SIZE_1G, true);
        assertEquals(3 * GIB + 0x123, table.translate(0x123));
        table.unmap(0);
        table.mapLinear(0, 0, MIB_2, PageSize.SIZE_4K, true);
        for (long at = 0; at < MIB_2; at += 4096) {
            table.unmap(at);
        }
        table.map(0, 7 * MIB_2, PageSize.SIZE_2M, true);
        assertEquals(1, table.leaves());
    }

    @Test
    void aLinearTableExpandsAtTheFirstChangeAndKeepsTheRest() {
        table.mapLinear(4 * MIB_2, 9 * MIB_2, MIB_2, PageSize.SIZE_4K, true);
        assertTrue(table.find(4 * MIB_2 + 5 * 4096));
        table.updateFound(table.foundEntry() | EntryFormat.SECOND_STAGE.dirtyBit());
        table.unmap(4 * MIB_2 + 7 * 4096);
        assertEquals(TableNode.ENTRIES - 1, table.leaves());
        for (int page = 0; page < TableNode.ENTRIES; page++) {
            long input = 4 * MIB_2 + page * 4096L;
            assertEquals(
                    page == 7 ? -1 : 9 * MIB_2 + page * 4096L + 9, table.find(input) ? table.translate(input + 9) : -1);
            if (page != 7) {
                assertTrue(table.find(input));
                assertEquals(page == 5, table.format().dirty(table.foundEntry()), "page " + page);
                assertTrue(table.format().writable(table.foundEntry()));
            }
        }
    }

    @Test
    void aScanVisitsALeafWholeAndCleansItOnce() {
        table.map(GIB, 0, PageSize.SIZE_1G, true);
        assertTrue(table.find(GIB + 12345));
        table.updateFound(table.foundEntry() | table.format().dirtyBit());
        List<Long> found = new ArrayList<>();
        long end = table.scanDirty(GIB + 7 * MIB_2, GIB + 8 * MIB_2, 10, true, (input, size, entry) -> {
            found.add(input);
            assertEquals(PageSize.SIZE_1G, size);
            assertTrue(table.format().dirty(entry), "as it was");
        });
        assertEquals(List.of(GIB), found);
        assertEquals(GIB + 8 * MIB_2, end);
        assertTrue(table.find(GIB));
        assertFalse(table.format().dirty(table.foundEntry()));
        table.scanDirty(0, table.inputLimit(), 10, true, (input, size, entry) -> found.add(input));
        assertEquals(1, found.size());
        assertEquals(1, table.scanned());
    }

    @Test
    void aScanWithoutClearLeavesEveryBit() {
        table.map(0, 0, PageSize.SIZE_4K, true);
        assertTrue(table.find(0));
        table.updateFound(
                table.foundEntry() | table.format().dirtyBit() | table.format().accessedBit());
        long before = table.foundEntry();
        table.scanDirty(0, 4096, 1, false, (input, size, entry) -> assertEquals(before, entry));
        table.scan(0, 4096, 1, (input, size, entry) -> assertEquals(before, entry));
        assertTrue(table.find(0));
        assertEquals(before, table.foundEntry());
        table.scanDirty(0, 4096, 1, true, (input, size, entry) -> {});
        assertTrue(table.find(0));
        assertEquals(before & ~table.format().dirtyBit(), table.foundEntry(), "A and the rest stay");
    }
}
