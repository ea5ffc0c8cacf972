package dirtysim.workloads.stream;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.util.Arrays;

/** What waits for its turn: a mapping whose call or segments are still to come, or what was done after that. */
final class Pending {
    RecordKind kind = RecordKind.MAP;
    long record;
    long timePs;
    int cpu;
    int device = TraceRecords.UNATTRIBUTED;
    Direction direction = Direction.UNKNOWN;
    /** Of a MAP: its call has come. */
    boolean called;
    /** Of a MAP: segments that are still to come. */
    int missing;
    /** Of an UNMAP: the range. Of a FLUSH_DOMAIN: the domain. */
    long address;

    long length;
    int segments;
    /** Of a MAP: number of its call, and the last record that belongs to it. */
    int call;

    long lastRecord;
    private long[] iova = new long[4];
    private long[] bytes = new long[4];
    private long[] physical = new long[4];

    boolean complete() {
        return kind != RecordKind.MAP || called && missing == 0;
    }

    void add(long ofIova, long ofBytes, long ofPhysical) {
        if (segments == iova.length) {
            iova = Arrays.copyOf(iova, segments * 2);
            bytes = Arrays.copyOf(bytes, segments * 2);
            physical = Arrays.copyOf(physical, segments * 2);
        }
        // The kernel maps a list from its first address upwards, so there is hardly ever anything to move.
        int at = segments++;
        while (at > 0 && Long.compareUnsigned(iova[at - 1], ofIova) > 0) {
            iova[at] = iova[at - 1];
            bytes[at] = bytes[at - 1];
            physical[at] = physical[at - 1];
            at--;
        }
        iova[at] = ofIova;
        bytes[at] = ofBytes;
        physical[at] = ofPhysical;
    }

    long iova(int segment) {
        return iova[segment];
    }

    long bytes(int segment) {
        return bytes[segment];
    }

    long physical(int segment) {
        return physical[segment];
    }
}
