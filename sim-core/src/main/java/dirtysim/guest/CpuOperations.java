package dirtysim.guest;

import dirtysim.guest.Workload.Kind;
import java.util.Arrays;

/**
 * The operations of one CPU from the one that it performs to the last that it has looked at ahead of time. The pass's first
 * has number 0. The one before the current is kept too, as its completion is still being told when the CPU goes on.
 */
final class CpuOperations {
    private static final int INITIAL = 16;
    private static final long UNKNOWN = Long.MAX_VALUE;

    private final OperationFeed feed;
    private final int cpu;
    /** Whether flushes are performed. */
    private final boolean lazy;

    /** The operation with number n is at n modulo the length, which is a power of two. */
    private Operation[] ring = new Operation[INITIAL];
    /** For each operation: when its buffer was moved, or how far that has got. */
    private long[] movedPs = new long[INITIAL];

    private long first;
    private long read;
    private long endOfBody = UNKNOWN;
    private boolean seamOpen;
    private boolean atEnd;

    CpuOperations(OperationFeed feed, int cpu, boolean lazy) {
        this.feed = feed;
        this.cpu = cpu;
        this.lazy = lazy;
        for (int i = 0; i < INITIAL; i++) {
            ring[i] = new Operation();
        }
    }

    /** The pass begins. */
    void beginPass() {
        first = 0;
        read = 0;
        endOfBody = UNKNOWN;
        seamOpen = false;
        atEnd = false;
    }

    /** After the body come the operations of the seam. */
    void openSeam() {
        seamOpen = true;
    }

    /** The operations before this one will not be asked for any more, but for the last of them. */
    void release(long upTo) {
        first = Math.max(first, upTo - 1);
    }

    /** An operation, or null if there are not so many in the part of the pass that is open. */
    Operation get(long number) {
        while (read <= number) {
            if (!readNext()) {
                return null;
            }
        }
        return ring[slot(number)];
    }

    long movedPs(long number) {
        return movedPs[slot(number)];
    }

    void moved(long number, long atPs) {
        movedPs[slot(number)] = atPs;
    }

    private boolean readNext() {
        if (read - first == ring.length) {
            grow();
        }
        Operation into = ring[slot(read)];
        if (endOfBody == UNKNOWN) {
            do {
                if (!feed.body(cpu, into)) {
                    endOfBody = read;
                    break;
                }
            } while (leftOut(into));
        }
        if (endOfBody != UNKNOWN) {
            do {
                if (!seamOpen || atEnd) {
                    return false;
                }
                atEnd = !feed.seam(into);
                if (atEnd) {
                    return false;
                }
            } while (leftOut(into));
        }
        movedPs[slot(read)] = GuestCpu.NOT_STARTED;
        read++;
        return true;
    }

    private boolean leftOut(Operation op) {
        return !lazy && op.kind() == Kind.FLUSH;
    }

    private int slot(long number) {
        return (int) number & ring.length - 1;
    }

    private void grow() {
        Operation[] before = ring;
        long[] movedBefore = movedPs;
        ring = new Operation[before.length * 2];
        movedPs = new long[ring.length];
        for (long number = first; number < read; number++) {
            int from = (int) number & before.length - 1;
            ring[slot(number)] = before[from];
            movedPs[slot(number)] = movedBefore[from];
        }
        Arrays.setAll(ring, slot -> ring[slot] == null ? new Operation() : ring[slot]);
    }
}
