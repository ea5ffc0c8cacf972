package dirtysim.guest;

import dirtysim.memory.MemorySlots;
import java.util.BitSet;
import java.util.OptionalLong;

/**
 * Which addresses a trace maps, coarsely: guest-physical memory in chunks of 2 MiB, of which RAM is made up too, and the
 * highest IOVA. So one needs no look at each operation to know whether a trace fits a VM.
 */
public final class Extent {
    private static final int PAGE_SHIFT = 12;
    private static final int CHUNK_SHIFT = 21;
    /** Above 32 TiB only the highest address is kept. */
    private static final long CHUNKS = 1L << 24;

    private final BitSet chunks = new BitSet();
    private OptionalLong far = OptionalLong.empty();
    private long highestIova;
    private long iovaEndPage;

    /** Takes an operation into account. */
    public void add(Operation op) {
        if (Long.compareUnsigned(op.endPage(), iovaEndPage) > 0) {
            iovaEndPage = op.endPage();
            highestIova = op.iova();
        }
        for (int s = 0; s < op.segments(); s++) {
            long gpa = op.segmentGpa(s);
            long first = gpa >>> CHUNK_SHIFT;
            long last = (gpa >>> PAGE_SHIFT) + op.segmentPages(s) - 1 >>> CHUNK_SHIFT - PAGE_SHIFT;
            if (last >= CHUNKS) {
                far = far.isEmpty() || Long.compareUnsigned(gpa, far.getAsLong()) > 0 ? OptionalLong.of(gpa) : far;
                last = CHUNKS - 1;
            }
            if (first <= last) {
                chunks.set((int) first, (int) last + 1);
            }
        }
    }

    /** A guest-physical address near the first that is mapped and lies outside of RAM, if there is any. */
    public OptionalLong gpaOutside(MemorySlots slots) {
        for (int chunk = chunks.nextSetBit(0); chunk >= 0; chunk = chunks.nextSetBit(chunk + 1)) {
            long gpa = (long) chunk << CHUNK_SHIFT;
            if (slots.hvaOfGpa(gpa) < 0) {
                return OptionalLong.of(gpa);
            }
        }
        return far.isPresent() && slots.hvaOfGpa(far.getAsLong()) < 0 ? far : OptionalLong.empty();
    }

    /** First IOVA of the mapping that reaches highest. */
    public long highestIova() {
        return highestIova;
    }

    /** Whether every mapping ends at or below an IOVA. */
    public boolean endsBelow(long iovaLimit) {
        return Long.compareUnsigned(iovaEndPage, iovaLimit >>> PAGE_SHIFT) <= 0;
    }
}
