package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;

/** A record on its way out: held back until it, and all before it, are explained or given up. */
final class Held {
    final RecordKind kind;
    final long timeUs;
    final int cpu;
    long address;
    long length;
    /** Physical address of a MAP, domain of a flush, number of events before a MARK. */
    long extra;

    int device = TraceRecords.UNATTRIBUTED;
    Direction direction = Direction.UNKNOWN;
    int call = TraceRecords.UNATTRIBUTED;
    CallKind callKind;
    String text;

    /** Set while a dma event may still explain the record: the task's list that it stands in. */
    WaitingList waitingIn;

    Held older;
    Held newer;

    Held(RecordKind kind, long timeUs, int cpu) {
        this.kind = kind;
        this.timeUs = timeUs;
        this.cpu = cpu;
    }

    long end() {
        return address + length;
    }
}
