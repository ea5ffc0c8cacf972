package dirtysim.migration;

import dirtysim.memory.GfnBitmap;
import dirtysim.memory.MemorySlot;
import dirtysim.tracking.TrackedVm;

/** The migration bitmap, and why each page is in it. */
final class PagesToSend {
    private final GfnBitmap pages;
    /** Those that only the scheme asked for; the rest come from the bulk pass or from the log of CPU writes. */
    private final GfnBitmap schemeAlone;

    /** All of RAM. */
    PagesToSend(TrackedVm vm) {
        pages = vm.newBitmap();
        schemeAlone = vm.newBitmap();
        for (MemorySlot slot : vm.slots().slots()) {
            pages.setRange(slot.gpa() >>> 12, slot.bytes() >>> 12);
        }
    }

    /** The bitmap. */
    GfnBitmap bitmap() {
        return pages;
    }

    /** How many there are. */
    long count() {
        return pages.count();
    }

    /** What the log of CPU writes found; it is empty afterwards. */
    void addCpu(GfnBitmap found) {
        found.drainInto(pages);
    }

    /** What the scheme found; it is empty afterwards. */
    void addDma(GfnBitmap found) {
        for (long gfn = found.next(0); gfn >= 0; gfn = found.next(gfn + 1)) {
            if (!pages.get(gfn)) {
                schemeAlone.set(gfn);
            }
        }
        found.drainInto(pages);
    }

    /** Takes a page out in order to send it; true if only the scheme had asked for it. */
    boolean take(long gfn) {
        pages.clear(gfn);
        return schemeAlone.clear(gfn);
    }
}
