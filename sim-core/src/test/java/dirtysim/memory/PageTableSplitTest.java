package dirtysim.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Leaves cut and put together again, at the sizes and edges that the random test does not reach. */
class PageTableSplitTest {
    private static final long GIB = PageSize.SIZE_1G.bytes();
    private static final long MIB_2 = PageSize.SIZE_2M.bytes();

    private final EntryFormat format = EntryFormat.SECOND_STAGE;
    private final PageTable table = new PageTable(format, 4);

    private void set(long input, long bit) {
        assertTrue(table.find(input));
        table.updateFound(table.foundEntry() | bit);
    }

    private long dirtyLeaves() {
        AtomicLong dirty = new AtomicLong();
        table.scanDirty(0, table.inputLimit(), Long.MAX_VALUE, false, (input, size, entry) -> dirty.incrementAndGet());
        return dirty.get();
    }

    @Test
    void aGibibyteIsCutIntoFourKibibytesInOneGoAndBack() {
        table.map(GIB, 5 * GIB, PageSize.SIZE_1G, true);
        set(GIB, format.dirtyBit());
        assertEquals(513, table.split(GIB + 12345, PageSize.SIZE_4K));
        assertEquals(262_144, table.leaves());
        assertEquals(262_144, dirtyLeaves(), "D goes into every part");
        assertEquals(5 * GIB + 777 * 4096 + 5, table.translate(GIB + 777 * 4096 + 5));
        assertTrue(table.merge(GIB, PageSize.SIZE_1G));
        assertEquals(1, table.leaves());
        assertTrue(table.find(GIB + 1));
        assertEquals(format.leaf(5 * GIB, PageSize.SIZE_1G, true) | format.dirtyBit(), table.foundEntry());
    }

    @Test
    void oneDirtyPartMakesTheWholeDirty() {
        table.mapLinear(0, 0, MIB_2, PageSize.SIZE_4K, true);
        set(311 * 4096, format.dirtyBit() | format.accessedBit());
        assertTrue(table.merge(0, PageSize.SIZE_2M));
        assertTrue(table.find(0));
        assertTrue(format.dirty(table.foundEntry()));
        assertTrue(format.accessed(table.foundEntry()));
        assertEquals(PageSize.SIZE_2M, table.foundSize());
    }

    @Test
    void partsThatDoNotTranslateAsOneStayApart() {
        assertFalse(table.merge(0, PageSize.SIZE_2M), "nothing is mapped");
        table.mapLinear(0, 4096, MIB_2, PageSize.SIZE_4K, true);
        assertFalse(table.merge(0, PageSize.SIZE_2M), "the output is not aligned");
        table.mapLinear(MIB_2, 0, MIB_2, PageSize.SIZE_4K, true);
        table.unmap(MIB_2 + 4096);
        assertFalse(table.merge(MIB_2, PageSize.SIZE_2M), "a hole");
        table.map(MIB_2 + 4096, 4096, PageSize.SIZE_4K, false);
        assertFalse(table.merge(MIB_2, PageSize.SIZE_2M), "one part is read-only");
        table.unmap(MIB_2 + 4096);
        table.map(MIB_2 + 4096, 4096, PageSize.SIZE_4K, true);
        assertTrue(table.merge(MIB_2, PageSize.SIZE_2M));
        assertFalse(table.merge(MIB_2, PageSize.SIZE_2M), "it is one leaf already");
        assertFalse(table.merge(MIB_2, PageSize.SIZE_4K));
        assertThrows(IllegalArgumentException.class, () -> table.merge(4096, PageSize.SIZE_2M));
    }

    @Test
    void onlyALargerLeafCanBeCut() {
        table.map(0, 0, PageSize.SIZE_2M, true);
        assertThrows(IllegalStateException.class, () -> table.split(0, PageSize.SIZE_2M));
        assertThrows(IllegalStateException.class, () -> table.split(MIB_2, PageSize.SIZE_4K));
        assertEquals(1, table.split(4096, PageSize.SIZE_4K));
        assertThrows(IllegalStateException.class, () -> table.split(4096, PageSize.SIZE_4K));
    }

    @Test
    void aScanCountsEachTablePageOnce() {
        table.map(0, 0, PageSize.SIZE_1G, true);
        table.mapLinear(GIB, GIB, 4 * MIB_2, PageSize.SIZE_2M, true);
        table.mapLinear(2 * GIB, GIB, 2 * MIB_2, PageSize.SIZE_4K, true);
        PageTable.LeafVisitor nobody = (input, size, entry) -> {};
        table.scan(0, GIB, Long.MAX_VALUE, nobody);
        assertEquals(2, table.scannedTables(), "levels 4 and 3");
        table.scan(0, 2 * GIB, Long.MAX_VALUE, nobody);
        assertEquals(3, table.scannedTables(), "and one of level 2");
        table.scan(0, 3 * GIB, Long.MAX_VALUE, nobody);
        assertEquals(6, table.scannedTables(), "and one more, with two of level 1");
        table.scanDirty(2 * GIB, 3 * GIB, Long.MAX_VALUE, false, nobody);
        assertEquals(5, table.scannedTables());
    }
}
