package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventSlotsTest {
    private static final EventHandler NOBODY = (kind, argument) -> {};

    @Test
    void aSlotIsUsedAgainUnderAnotherHandle() {
        EventSlots slots = new EventSlots();
        int slot = slots.take(NOBODY, 7, -8);
        long handle = slots.handle(slot);
        assertEquals(slot, slots.slotOf(handle));
        assertEquals(7, slots.kind(slot));
        assertEquals(-8, slots.argument(slot));
        slots.giveBack(slot);
        assertEquals(-1, slots.slotOf(handle));
        assertEquals(slot, slots.take(NOBODY, 0, 0));
        assertEquals(-1, slots.slotOf(handle));
        assertNotEquals(handle, slots.handle(slot));
    }

    @Test
    void aSlotWhoseGenerationsAreUsedUpIsRetired() {
        EventSlots slots = new EventSlots(3);
        Set<Long> handles = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            int slot = slots.take(NOBODY, i, 0);
            assertEquals(i / 3, slot);
            assertTrue(handles.add(slots.handle(slot)), "no handle comes twice");
            slots.giveBack(slot);
        }
        for (long handle : handles) {
            assertEquals(-1, slots.slotOf(handle));
        }
    }

    @Test
    void slotsAreKeptApartWhileTheyGrow() {
        EventSlots slots = new EventSlots();
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, slots.take(NOBODY, i, -i));
        }
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, slots.kind(i));
            assertEquals(-i, slots.argument(i));
            assertTrue(slots.handle(i) > 0);
            slots.giveBack(i);
        }
    }
}
