package dirtysim.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventSlotsTest {
    private static final EventHandler NOBODY = (kind, argument) -> {};

    @Test
    void aSlotIsUsedAgainUnderAnotherHandle() {
        EventSlots slots = new EventSlots();
        long handle = slots.take(NOBODY, 7, -8);
        int slot = EventSlots.taken(handle);
        assertTrue(slots.pending(slot));
        assertEquals(slot, slots.slotOf(handle));
        assertEquals(7, slots.kind(slot));
        assertEquals(-8, slots.argument(slot));
        slots.giveBack(slot);
        assertEquals(-1, slots.slotOf(handle));
        assertFalse(slots.pending(slot));
        long next = slots.take(NOBODY, 0, 0);
        assertEquals(slot, slots.slotOf(next));
        assertEquals(-1, slots.slotOf(handle));
        assertNotEquals(handle, next);
    }

    @Test
    void aSlotWhoseGenerationsAreUsedUpIsRetired() {
        EventSlots slots = new EventSlots(3);
        Set<Long> handles = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            long handle = slots.take(NOBODY, i, 0);
            assertEquals(i / 3, slots.slotOf(handle));
            assertTrue(handles.add(handle), "no handle comes twice");
            slots.giveBack(EventSlots.taken(handle));
        }
        for (long handle : handles) {
            assertEquals(-1, slots.slotOf(handle));
        }
    }

    /** Given back in any order and taken again, no slot is given to two, and each is used before a new one. */
    @Test
    void slotsGivenBackAreTakenOnceEach() {
        EventSlots slots = new EventSlots();
        List<Long> taken = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            taken.add(slots.take(NOBODY, i, i));
        }
        for (int round = 0; round < 20; round++) {
            Collections.shuffle(taken, new Random(round));
            for (long handle : taken.subList(0, 700)) {
                slots.giveBack(slots.slotOf(handle));
            }
            Set<Integer> used = new HashSet<>();
            for (int i = 0; i < taken.size(); i++) {
                if (i < 700) {
                    taken.set(i, slots.take(NOBODY, i, -i));
                }
                assertTrue(used.add(slots.slotOf(taken.get(i))), "round " + round + ": a slot is given to two");
            }
            assertTrue(used.stream().allMatch(slot -> slot < 1000), "round " + round + ": a new slot beside free ones");
        }
    }

    @Test
    void slotsAreKeptApartWhileTheyGrow() {
        EventSlots slots = new EventSlots();
        for (int i = 0; i < 10_000; i++) {
            long handle = slots.take(NOBODY, i, -i);
            assertTrue(handle > 0);
            assertEquals(i, EventSlots.taken(handle));
        }
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, slots.kind(i));
            assertEquals(-i, slots.argument(i));
            slots.giveBack(i);
        }
    }
}
