package dirtysim.memory;

import java.util.List;
import java.util.function.LongConsumer;

/**
 * The memory slots of a VM, and the translations between its address spaces that rest on them.
 *
 * <p>One HVA may lie in several slots, and so stand for several GFNs (Linux {@code hva_to_gfn_memslot} over every
 * overlapping slot): {@link #gfnsOfHva} visits them all.
 */
public final class MemorySlots {
    private static final int PAGE_SHIFT = 12;
    private static final long FOUR_GIB = 1L << 32;
    private static final long Q35_SPLIT_FROM = 0xb000_0000L;
    private static final long Q35_LOW_BYTES = 0x8000_0000L;
    private static final long HVA_BASE = 0x7f00_0000_0000L;
    private static final long HPA_BASE = 0x20_0000_0000L;

    private final List<MemorySlot> slots;
    private final long gfnLimit;

    /** @param slots the slots, ascending by guest-physical address */
    public MemorySlots(List<MemorySlot> slots) {
        this.slots = List.copyOf(slots);
        MemorySlot last = slots.get(slots.size() - 1);
        this.gfnLimit = (last.gpa() + last.bytes()) >>> PAGE_SHIFT;
    }

    /**
     * The layout of a q35 machine (QEMU {@code pc_q35.c}): all RAM below 2.75 GiB, or, from there on, 2 GiB low and the
     * rest above 4 GiB.
     *
     * @param ramBytes guest RAM, a multiple of 2 MiB
     */
    public static MemorySlots q35(long ramBytes) {
        if (ramBytes < Q35_SPLIT_FROM) {
            return new MemorySlots(List.of(new MemorySlot(0, HVA_BASE, HPA_BASE, ramBytes)));
        }
        return new MemorySlots(List.of(
                new MemorySlot(0, HVA_BASE, HPA_BASE, Q35_LOW_BYTES),
                new MemorySlot(
                        FOUR_GIB, HVA_BASE + Q35_LOW_BYTES, HPA_BASE + Q35_LOW_BYTES, ramBytes - Q35_LOW_BYTES)));
    }

    /** The slots, ascending by guest-physical address. */
    public List<MemorySlot> slots() {
        return slots;
    }

    /** One past the greatest GFN; the size of a bitmap over the guest. */
    public long gfnLimit() {
        return gfnLimit;
    }

    /** Pages of RAM, holes not counted. */
    public long ramPages() {
        return slots.stream().mapToLong(MemorySlot::bytes).sum() >>> PAGE_SHIFT;
    }

    /** The GFN of the n-th page of RAM, holes not counted. */
    public long gfnOfRamPage(long page) {
        long left = page;
        for (MemorySlot slot : slots) {
            long pages = slot.bytes() >>> PAGE_SHIFT;
            if (left < pages) {
                return (slot.gpa() >>> PAGE_SHIFT) + left;
            }
            left -= pages;
        }
        throw new IndexOutOfBoundsException("page " + page + " of " + ramPages());
    }

    /** Which page of RAM a GFN is, holes not counted; -1 outside RAM. The inverse of {@link #gfnOfRamPage}. */
    public long ramPageOfGfn(long gfn) {
        long before = 0;
        for (MemorySlot slot : slots) {
            long first = slot.gpa() >>> PAGE_SHIFT;
            long pages = slot.bytes() >>> PAGE_SHIFT;
            if (gfn >= first && gfn < first + pages) {
                return before + gfn - first;
            }
            before += pages;
        }
        return -1;
    }

    /** Host-virtual address of a guest-physical one; -1 outside RAM. */
    public long hvaOfGpa(long gpa) {
        for (MemorySlot slot : slots) {
            if (slot.holdsGpa(gpa)) {
                return slot.hva() + (gpa - slot.gpa());
            }
        }
        return -1;
    }

    /** Host-physical address of a host-virtual one; -1 outside guest RAM. */
    public long hpaOfHva(long hva) {
        for (MemorySlot slot : slots) {
            if (slot.holdsHva(hva)) {
                return slot.hpa() + (hva - slot.hva());
            }
        }
        return -1;
    }

    /** Visits the GFN of a host-virtual address in every slot that holds it. */
    public void gfnsOfHva(long hva, LongConsumer gfn) {
        for (MemorySlot slot : slots) {
            if (slot.holdsHva(hva)) {
                gfn.accept((slot.gpa() + (hva - slot.hva())) >>> PAGE_SHIFT);
            }
        }
    }

    /** Visits the GFN of a host-physical address in every slot that holds it. */
    public void gfnsOfHpa(long hpa, LongConsumer gfn) {
        for (MemorySlot slot : slots) {
            if (slot.holdsHpa(hpa)) {
                gfn.accept((slot.gpa() + (hpa - slot.hpa())) >>> PAGE_SHIFT);
            }
        }
    }
}
