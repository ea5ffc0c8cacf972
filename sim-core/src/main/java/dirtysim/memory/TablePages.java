package dirtysim.memory;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * The pages of guest memory that hold the guest's first-stage tables: from the top of RAM downwards, and a page that was
 * given back before a new one. Which pages a guest really takes depends on its allocator: <em>assumption</em>. A trace may
 * map one of them for a device as well; then page and table share their dirty state and nothing else.
 */
public final class TablePages {
    private final MemorySlots slots;
    private long untouched;
    private long[] givenBack = new long[16];
    private int given;
    private LongConsumer whenTaken = gpa -> {};
    private LongConsumer whenGiven = gpa -> {};

    /** @param slots the guest's memory */
    public TablePages(MemorySlots slots) {
        this.slots = slots;
        untouched = slots.ramPages();
    }

    /** Tells someone of the pages that hold tables, those there are already first; before any was given back. */
    public void listen(LongConsumer taken, LongConsumer givenBackAgain) {
        for (long page = slots.ramPages() - 1; page >= untouched; page--) {
            taken.accept(address(page));
        }
        whenTaken = taken;
        whenGiven = givenBackAgain;
    }

    private long address(long page) {
        return slots.gfnOfRamPage(page) << PageSize.SIZE_4K.shift();
    }

    /** Pages that can still be taken. */
    public long left() {
        return untouched + given;
    }

    /**
     * Takes a page.
     *
     * @return its guest-physical address
     * @throws IllegalStateException if none is left
     */
    long take() {
        if (given == 0 && untouched == 0) {
            throw new IllegalStateException("no page of guest memory is left for a table");
        }
        long gpa = given > 0 ? givenBack[--given] : address(--untouched);
        whenTaken.accept(gpa);
        return gpa;
    }

    /** Gives a page back. */
    void give(long gpa) {
        if (given == givenBack.length) {
            givenBack = Arrays.copyOf(givenBack, given * 2);
        }
        givenBack[given++] = gpa;
        whenGiven.accept(gpa);
    }
}
