package dirtysim.workloads.drivers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dirtysim.engine.RandomStreams;
import dirtysim.host.InputException;
import dirtysim.memory.MemorySlots;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestRamTest {
    private static GuestRam ram(long bytes) {
        return new GuestRam(bytes, new RandomStreams(1).stream("test"), "test");
    }

    @ParameterizedTest
    @ValueSource(longs = {64L << 20, 2L << 30, 8L << 30})
    void noPageIsDealtOutTwiceAndAllAreRam(long bytes) {
        GuestRam ram = ram(bytes);
        MemorySlots slots = MemorySlots.q35(bytes);
        Set<Long> out = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            add(out, slots, ram.area(7, "areas"), 7);
            add(out, slots, ram.piece(16), 16);
            add(out, slots, ram.take(), 1);
        }
    }

    private static void add(Set<Long> out, MemorySlots slots, long first, int pages) {
        for (long page = first; page < first + pages; page++) {
            assertTrue(out.add(page), "page " + page + " twice");
            assertTrue(slots.ramPageOfGfn(GuestRam.gpa(page) >>> 12) >= 0, "page " + page + " is no RAM");
        }
    }

    @Test
    void freePagesComeBackOnlyWhenGiven() {
        GuestRam ram = ram(64L << 20);
        Set<Long> out = new TreeSet<>();
        for (int i = 0; i < 8_192; i++) {
            assertTrue(out.add(ram.take()));
        }
        assertThrows(InputException.class, ram::take);
        ram.give(out.iterator().next());
        assertEquals(out.iterator().next(), ram.take());
    }

    @Test
    void whatDoesNotFitIsSaid() {
        String message = assertThrows(InputException.class, () -> ram(64L << 20).area(5_000, "regions"))
                .getMessage();
        assertEquals(
                "test: regions do not fit into a quarter of the guest's memory; raise over, or ask for less", message);
    }
}
