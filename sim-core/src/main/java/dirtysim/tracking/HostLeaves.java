package dirtysim.tracking;

import dirtysim.memory.LeafPolicy;
import dirtysim.memory.PageSize;
import dirtysim.memory.PageTable;

/**
 * Which leaves the host writes: the largest that its policy, the addresses and the length allow, and of 4 KiB alone while
 * leaves are cut for tracking. A leaf never reaches beyond the stretch that is mapped, so that a mapping can be unmapped whole.
 */
final class HostLeaves {
    private final LeafPolicy policy;
    private boolean cut;

    /** @param policy which leaves there are */
    HostLeaves(LeafPolicy policy) {
        this.policy = policy;
    }

    /** Which leaves there are while nothing is cut. */
    LeafPolicy policy() {
        return policy;
    }

    /** Whether only leaves of 4 KiB are written for the hardware. */
    void cut(boolean fromNowOn) {
        cut = fromNowOn;
    }

    /**
     * Maps a stretch for the hardware.
     *
     * @param hva where it lies in the VMM's process, which the host backs by pages no larger than its alignment allows
     * @return leaves written
     */
    long map(PageTable table, long input, long hpa, long hva, long bytes, boolean writable) {
        return map(table, input, hpa, hva, bytes, writable, cut ? PageSize.SIZE_4K : policy.largest());
    }

    /** Notes a stretch in the driver's own list, in the leaves that it is mapped by while nothing is cut. */
    void note(PageTable record, long input, long hva, long hpa, long bytes, boolean writable) {
        map(record, input, hva, hpa, bytes, writable, policy.largest());
    }

    private static long map(
            PageTable table, long input, long output, long other, long bytes, boolean writable, PageSize largest) {
        long leaves = 0;
        for (long at = 0; at < bytes; ) {
            PageSize size = LeafPolicy.fitting(input + at | output + at | other + at, bytes - at, largest);
            long run = run(input + at, size, bytes - at, largest);
            table.mapLinear(input + at, output + at, run, size, writable);
            leaves += run >>> size.shift();
            at += run;
        }
        return leaves;
    }

    /** For how long leaves of a size go on: until they fill the stretch, or a larger one may begin. */
    private static long run(long input, PageSize size, long bytes, PageSize largest) {
        long whole = bytes & -size.bytes();
        if (size == largest) {
            return whole;
        }
        long larger = PageSize.ofLevel(size.level() + 1).bytes();
        return Math.min(whole, larger - (input & larger - 1));
    }
}
