package dirtysim.workloads.ftrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;

/** A record on its way out: held back until it, and all before it, are explained or given up. */
final class Held {
    RecordKind kind;
    long timeUs;
    int cpu;
    long address;
    long length;
    /** Physical address of a MAP, domain of a flush, number of events before a MARK. */
    long extra;

    int device;
    Direction direction;
    int call;
    CallKind callKind;
    String text;

    /** Set while a dma event may still explain the record: the task's list that it stands in. */
    WaitingList waitingIn;

    Held older;
    Held newer;

    /** Behind it in the queue, or among those to be used again. */
    Held next;

    void reset(RecordKind ofKind, long atUs, int onCpu) {
        kind = ofKind;
        timeUs = atUs;
        cpu = onCpu;
        address = 0;
        length = 0;
        extra = 0;
        device = TraceRecords.UNATTRIBUTED;
        direction = Direction.UNKNOWN;
        call = TraceRecords.UNATTRIBUTED;
        callKind = null;
        text = null;
        next = null;
    }

    long end() {
        return address + length;
    }
}
