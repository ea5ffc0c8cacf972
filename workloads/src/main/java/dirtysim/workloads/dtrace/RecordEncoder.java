package dirtysim.workloads.dtrace;

import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;
import java.io.ByteArrayOutputStream;

/** Turns the records of one block into streams of differences. Each block starts afresh and so stands alone. */
final class RecordEncoder {
    private final TraceRecords records;
    private final NumberWriter[] streams = new NumberWriter[Layout.STREAMS];
    private long lastUs;
    private int lastCpu;
    private long lastIova;
    private long lastUnmapped;
    private long lastPhysical;

    private RecordEncoder(TraceRecords records) {
        this.records = records;
        for (int stream = 0; stream < Layout.STREAMS; stream++) {
            streams[stream] = new NumberWriter();
        }
    }

    /**
     * @param from first record of the block
     * @param to one past its last record
     * @param callsBefore number of calls in the blocks before
     */
    static byte[] encode(TraceRecords records, int from, int to, int callsBefore) {
        RecordEncoder encoder = new RecordEncoder(records);
        int calls = callsBefore;
        for (int record = from; record < to; record++) {
            calls += encoder.encode(record, calls);
        }
        NumberWriter head = new NumberWriter();
        head.unsigned(to - from);
        head.unsigned(callsBefore);
        byte[][] parts = new byte[Layout.STREAMS][];
        for (int stream = 0; stream < Layout.STREAMS; stream++) {
            parts[stream] = encoder.streams[stream].toBytes();
            head.unsigned(parts[stream].length);
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(head.toBytes());
        for (byte[] part : parts) {
            block.writeBytes(part);
        }
        return block.toByteArray();
    }

    /** Returns 1 for a call, else 0. */
    private int encode(int record, int calls) {
        int tag = records.kind(record).ordinal();
        int cpu = records.cpu(record);
        if (cpu != lastCpu) {
            tag |= Layout.OTHER_CPU;
            streams[Layout.NUMBERS].unsigned(cpu);
            lastCpu = cpu;
        }
        streams[Layout.TIMES].signed(records.timeUs(record) - lastUs);
        lastUs = records.timeUs(record);
        switch (records.kind(record)) {
            case MAP -> tag |= map(record, calls);
            case UNMAP -> tag |= unmap(record);
            case FLUSH_RANGE -> tag |= flushRange(record);
            case FLUSH_DOMAIN -> streams[Layout.NUMBERS].unsigned(records.domain(record));
            case CALL -> call(record);
            case MARK -> {
                streams[Layout.LENGTHS].unsigned(records.markEvent(record));
                streams[Layout.NUMBERS].text(records.markText(record));
            }
        }
        streams[Layout.TAGS].unsigned(tag);
        return records.kind(record) == RecordKind.CALL ? 1 : 0;
    }

    private int map(int record, int calls) {
        long iova = records.address(record);
        long physical = records.physical(record);
        int tag = 0;
        if (records.call(record) != calls) {
            tag |= Layout.NOT_NEXT_CALL;
            streams[Layout.NUMBERS].unsigned(records.call(record) + 1L);
        }
        int shift = shift(iova, physical, records.length(record), lastIova, lastPhysical);
        tag |= shift == 0 ? Layout.BYTES : 0;
        streams[Layout.ADDRESSES].signed(iova - lastIova >> shift);
        streams[Layout.LENGTHS].unsigned(records.length(record) >>> shift);
        streams[Layout.PHYSICAL].signed(physical - lastPhysical >> shift);
        lastIova = iova;
        lastPhysical = physical;
        return tag;
    }

    private int unmap(int record) {
        int shift = range(record);
        lastUnmapped = records.address(record);
        streams[Layout.NUMBERS].unsigned(records.namedDevice(record) + 1L);
        streams[Layout.NUMBERS].unsigned(records.direction(record).ordinal());
        return shift == 0 ? Layout.BYTES : 0;
    }

    private int flushRange(int record) {
        streams[Layout.NUMBERS].unsigned(records.domain(record));
        return range(record) == 0 ? Layout.BYTES : 0;
    }

    private int range(int record) {
        int shift = shift(records.address(record), records.length(record), lastUnmapped);
        streams[Layout.ADDRESSES].signed(records.address(record) - lastUnmapped >> shift);
        streams[Layout.LENGTHS].unsigned(records.length(record) >>> shift);
        return shift;
    }

    private void call(int record) {
        streams[Layout.NUMBERS].unsigned(records.callKind(record).ordinal());
        streams[Layout.NUMBERS].unsigned(records.namedDevice(record));
        streams[Layout.NUMBERS].unsigned(records.direction(record).ordinal());
        streams[Layout.ADDRESSES].signed(records.address(record) - lastIova);
        streams[Layout.LENGTHS].unsigned(records.length(record));
    }

    private static int shift(long... values) {
        long all = 0;
        for (long value : values) {
            all |= value;
        }
        return (all & (1L << Layout.PAGE_SHIFT) - 1) == 0 ? Layout.PAGE_SHIFT : 0;
    }
}
