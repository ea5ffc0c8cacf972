package dirtysim.iommu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.iommu.PasidEntry.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PasidTableTest {
    private final PasidTable table = new PasidTable();

    @Test
    void theHardwareActsOnTheCachedEntryUntilThatIsInvalidated() {
        table.add(new PasidEntry(Type.SECOND_STAGE, 7, false));
        table.add(new PasidEntry(Type.NESTED, 8, false));
        assertFalse(table.hardwareEntry(0).tracksDirty());
        assertTrue(table.setTracksDirty(0));
        assertTrue(table.entry(0).tracksDirty());
        assertFalse(table.hardwareEntry(0).tracksDirty(), "cached");
        table.invalidate(8);
        assertFalse(table.hardwareEntry(0).tracksDirty(), "another domain's");
        table.invalidate(7);
        assertTrue(table.hardwareEntry(0).tracksDirty());
        assertTrue(table.setTracksDirty(1));
        assertTrue(table.hardwareEntry(1).tracksDirty(), "never fetched before");
    }

    @Test
    void settingWhatIsSetDoesNothing() {
        table.add(new PasidEntry(Type.NESTED, 7, true));
        PasidEntry before = table.entry(0);
        assertFalse(table.setTracksDirty(0));
        assertEquals(before, table.entry(0));
    }

    @ParameterizedTest
    @EnumSource(Type.class)
    void onlyATypeWithASecondStageTakesTheBit(Type type) {
        table.add(new PasidEntry(type, 7, false));
        if (type == Type.SECOND_STAGE || type == Type.NESTED) {
            assertTrue(table.setTracksDirty(0));
        } else {
            IllegalStateException refused = assertThrows(IllegalStateException.class, () -> table.setTracksDirty(0));
            assertTrue(refused.getMessage().contains("no second stage"), refused.getMessage());
            assertFalse(table.entry(0).tracksDirty());
        }
    }

    @Test
    void itGrowsWithTheDevices() {
        for (int device = 0; device < 100; device++) {
            table.add(new PasidEntry(Type.SECOND_STAGE, device, device % 2 == 0));
        }
        assertEquals(100, table.size());
        for (int device = 0; device < 100; device++) {
            assertEquals(device, table.hardwareEntry(device).domain());
            assertEquals(device % 2 == 0, table.hardwareEntry(device).tracksDirty());
        }
    }
}
