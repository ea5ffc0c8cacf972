package dirtysim.workloads.record;

import dirtysim.guest.Direction;
import java.util.Arrays;
import java.util.List;

/**
 * One recording in memory, as columns: record {@code i} of {@code size()}, in the order of the file. Immutable, so it
 * may be read by several threads. Made by {@link TraceRecordsBuilder}.
 *
 * <p>An accessor means something only for the kinds it names; elsewhere it returns 0.
 */
public final class TraceRecords {
    /** Device of a record that no dma event explains, in a recording of several devices. */
    public static final int UNATTRIBUTED = -1;

    private static final RecordKind[] KINDS = RecordKind.values();
    private static final CallKind[] CALL_KINDS = CallKind.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    private final RecordingSummary summary;
    private final byte[] kind;
    private final long[] timeUs;
    private final short[] cpu;
    private final short[] device;
    private final byte[] direction;
    private final long[] address;
    private final long[] length;
    private final long[] extra;
    private final int[] call;
    private final int[] callRecord;
    private final List<String> marks;

    TraceRecords(TraceRecordsBuilder from, RecordingSummary summary) {
        this.summary = summary;
        int size = from.size;
        // The builder is done with, and its columns may be these.
        boolean whole = size == from.kind.length;
        kind = whole ? from.kind : Arrays.copyOf(from.kind, size);
        timeUs = whole ? from.timeUs : Arrays.copyOf(from.timeUs, size);
        cpu = whole ? from.cpu : Arrays.copyOf(from.cpu, size);
        device = whole ? from.device : Arrays.copyOf(from.device, size);
        direction = whole ? from.direction : Arrays.copyOf(from.direction, size);
        address = whole ? from.address : Arrays.copyOf(from.address, size);
        length = whole ? from.length : Arrays.copyOf(from.length, size);
        extra = whole ? from.extra : Arrays.copyOf(from.extra, size);
        call = whole ? from.call : Arrays.copyOf(from.call, size);
        callRecord = Arrays.copyOf(from.callRecord, from.calls);
        marks = List.copyOf(from.marks);
    }

    /** Devices, event counts and losses. */
    public RecordingSummary summary() {
        return summary;
    }

    /** Number of records. */
    public int size() {
        return kind.length;
    }

    /** Number of {@link RecordKind#CALL} records. */
    public int calls() {
        return callRecord.length;
    }

    /** The record of a mapping call, by the number that {@link #call} gives. */
    public int callRecord(int callNumber) {
        return callRecord[callNumber];
    }

    /** What the record is. */
    public RecordKind kind(int record) {
        return KINDS[kind[record]];
    }

    /** When, on the recording's clock. */
    public long timeUs(int record) {
        return timeUs[record];
    }

    /** The guest CPU, from 0. */
    public int cpu(int record) {
        return cpu[record];
    }

    /**
     * The device as the dma events name it, an index into the summary's devices, or {@link #UNATTRIBUTED}: of a MAP, an
     * UNMAP or a CALL.
     */
    public int namedDevice(int record) {
        return device[record];
    }

    /** As {@link #namedDevice}, but what no dma event explains belongs to the only device, if there is only one. */
    public int device(int record) {
        return device[record] == UNATTRIBUTED && summary.devices().size() == 1 ? 0 : device[record];
    }

    /** Direction of a MAP, an UNMAP or a CALL. */
    public Direction direction(int record) {
        return DIRECTIONS[direction[record]];
    }

    /** First IOVA of a MAP, an UNMAP, a FLUSH_RANGE or a CALL, in bytes. */
    public long address(int record) {
        return address[record];
    }

    /** Bytes of a MAP, an UNMAP, a FLUSH_RANGE or a CALL; of a CALL with a scatter list, the sum of its entries. */
    public long length(int record) {
        return length[record];
    }

    /** First guest-physical address of a MAP. */
    public long physical(int record) {
        return extra[record];
    }

    /** The IOMMU's number of the domain that a FLUSH_RANGE or a FLUSH_DOMAIN is about. */
    public long domain(int record) {
        return extra[record];
    }

    /** The function of a CALL. */
    public CallKind callKind(int record) {
        return CALL_KINDS[(int) extra[record]];
    }

    /** Number of the call that a MAP is a segment of, from 0, or {@link #UNATTRIBUTED}. */
    public int call(int record) {
        return call[record];
    }

    /** Text of a MARK. */
    public String markText(int record) {
        return marks.get((int) extra[record]);
    }

    /** Number of events, of any name, that stand before a MARK. */
    public long markEvent(int record) {
        return length[record];
    }

    /** Shows a sink the records from one on up to another, which is not shown. */
    public void show(int from, int to, RecordSink sink) {
        for (int r = from; r < to; r++) {
            switch (kind(r)) {
                case MAP -> sink.map(timeUs[r], cpu[r], address[r], length[r], extra[r], call[r]);
                case UNMAP -> sink.unmap(timeUs[r], cpu[r], address[r], length[r], device[r], direction(r));
                case FLUSH_RANGE -> sink.flushRange(timeUs[r], cpu[r], extra[r], address[r], length[r]);
                case FLUSH_DOMAIN -> sink.flushDomain(timeUs[r], cpu[r], extra[r]);
                case CALL -> sink.call(timeUs[r], cpu[r], callKind(r), device[r], direction(r), address[r], length[r]);
                case MARK -> sink.mark(timeUs[r], cpu[r], length[r], markText(r));
            }
        }
    }
}
