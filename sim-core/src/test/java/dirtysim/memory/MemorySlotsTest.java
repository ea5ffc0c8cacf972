package dirtysim.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dirtysim.engine.RandomStream;
import dirtysim.engine.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySlotsTest {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private static final long SPLIT = 11 * GIB / 4;

    @Test
    void belowTheSplitAllRamIsLow() {
        MemorySlots slots = MemorySlots.q35(SPLIT - 2 * MIB);
        assertEquals(1, slots.slots().size());
        assertEquals((SPLIT - 2 * MIB) / 4096, slots.gfnLimit());
        assertEquals(slots.gfnLimit(), slots.ramPages());
        assertEquals(-1, slots.hvaOfGpa(SPLIT - 2 * MIB));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2 * MIB, 61 * GIB})
    void fromTheSplitOnTwoGibAreLowAndTheRestHigh(long more) {
        MemorySlots slots = MemorySlots.q35(SPLIT + more);
        assertEquals(2, slots.slots().size());
        assertEquals((SPLIT + more) / 4096, slots.ramPages());
        assertEquals((4 * GIB + SPLIT + more - 2 * GIB) / 4096, slots.gfnLimit());
        assertEquals(-1, slots.hvaOfGpa(2 * GIB));
        assertEquals(-1, slots.hvaOfGpa(4 * GIB - 1));
        assertEquals(2 * GIB / 4096 - 1, slots.gfnOfRamPage(2 * GIB / 4096 - 1));
        assertEquals(4 * GIB / 4096, slots.gfnOfRamPage(2 * GIB / 4096));
        assertEquals(slots.gfnLimit() - 1, slots.gfnOfRamPage(slots.ramPages() - 1));
        assertThrows(IndexOutOfBoundsException.class, () -> slots.gfnOfRamPage(slots.ramPages()));
    }

    @ParameterizedTest
    @ValueSource(longs = {64 * MIB, 8 * GIB})
    void everyPageComesBackFromEveryAddressSpace(long ramBytes) {
        MemorySlots slots = MemorySlots.q35(ramBytes);
        RandomStream random = new RandomStreams(1).stream("slots");
        for (int n = 0; n < 2000; n++) {
            long gfn = slots.gfnOfRamPage(random.nextLong(slots.ramPages()));
            long gpa = gfn * 4096 + random.nextInt(4096);
            long hva = slots.hvaOfGpa(gpa);
            long hpa = slots.hpaOfHva(hva);
            List<Long> gfns = new ArrayList<>();
            slots.gfnsOfHva(hva, gfns::add);
            slots.gfnsOfHpa(hpa, gfns::add);
            assertEquals(List.of(gfn, gfn), gfns, "seed 1, GPA " + gpa);
            assertNotEquals(gpa, hva);
            assertNotEquals(gpa, hpa);
            assertNotEquals(hva, hpa);
            assertEquals(gpa & 4095, hva & 4095);
            assertEquals(gpa & 4095, hpa & 4095);
        }
        assertEquals(-1, slots.hpaOfHva(0));
        slots.gfnsOfHva(0, gfn -> {
            throw new AssertionError("HVA 0 is GFN " + gfn);
        });
        slots.gfnsOfHpa(0, gfn -> {
            throw new AssertionError("HPA 0 is GFN " + gfn);
        });
    }

    @Test
    void oneHvaInSeveralSlotsHasSeveralGfns() {
        long hva = 16 * GIB;
        long hpa = 32 * GIB;
        MemorySlots slots = new MemorySlots(List.of(
                new MemorySlot(0, hva, hpa, 4 * MIB), new MemorySlot(64 * MIB, hva + 2 * MIB, hpa + 2 * MIB, 4 * MIB)));
        assertEquals(List.of(511L), gfnsOfHva(slots, hva + 2 * MIB - 1));
        assertEquals(List.of(512L, 16384L), gfnsOfHva(slots, hva + 2 * MIB));
        assertEquals(List.of(1023L, 16384L + 511), gfnsOfHva(slots, hva + 4 * MIB - 1));
        assertEquals(List.of(16384L + 512), gfnsOfHva(slots, hva + 4 * MIB));
        List<Long> ofHpa = new ArrayList<>();
        slots.gfnsOfHpa(hpa + 3 * MIB, ofHpa::add);
        assertEquals(List.of(768L, 16384L + 256), ofHpa);
    }

    private static List<Long> gfnsOfHva(MemorySlots slots, long hva) {
        List<Long> gfns = new ArrayList<>();
        slots.gfnsOfHva(hva, gfns::add);
        return gfns;
    }

    @Test
    void aPageOfRamAndItsGfnFindEachOther() {
        MemorySlots slots = MemorySlots.q35(3L << 30);
        for (long page : new long[] {0, 1, (2L << 18) - 1, 2L << 18, (3L << 18) - 1}) {
            assertEquals(page, slots.ramPageOfGfn(slots.gfnOfRamPage(page)));
        }
        assertEquals(-1, slots.ramPageOfGfn(2L << 18), "in the hole");
        assertEquals(-1, slots.ramPageOfGfn(5L << 18), "beyond the end");
    }
}
