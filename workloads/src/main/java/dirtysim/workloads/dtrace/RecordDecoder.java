package dirtysim.workloads.dtrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecordsBuilder;

/** Reads one block that {@link RecordEncoder} wrote. */
final class RecordDecoder {
    private static final RecordKind[] KINDS = RecordKind.values();
    private static final CallKind[] CALLS = CallKind.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    private final TraceRecordsBuilder sink;
    private final NumberReader[] streams = new NumberReader[Layout.STREAMS];
    private long lastUs;
    private int lastCpu;
    private long lastIova;
    private long lastUnmapped;
    private long lastPhysical;

    private RecordDecoder(TraceRecordsBuilder sink) {
        this.sink = sink;
    }

    /** Appends the block's records to {@code sink}. */
    static void decode(byte[] block, TraceRecordsBuilder sink) throws DamagedBlock {
        NumberReader head = new NumberReader(block, 0, block.length);
        int count = head.within(Layout.RECORDS_IN_BLOCK + 1);
        if (head.unsigned() != sink.calls()) {
            throw new DamagedBlock("it does not follow the block before");
        }
        RecordDecoder decoder = new RecordDecoder(sink);
        int[] lengths = new int[Layout.STREAMS];
        int total = 0;
        for (int stream = 0; stream < Layout.STREAMS; stream++) {
            lengths[stream] = head.within(block.length + 1);
            total += lengths[stream];
        }
        int from = block.length - total;
        if (from != head.position()) {
            throw new DamagedBlock("its streams do not fill it");
        }
        for (int stream = 0; stream < Layout.STREAMS; stream++) {
            decoder.streams[stream] = new NumberReader(block, from, from + lengths[stream]);
            from += lengths[stream];
        }
        for (int record = 0; record < count; record++) {
            decoder.decode();
        }
        for (NumberReader stream : decoder.streams) {
            if (!stream.atEnd()) {
                throw new DamagedBlock("a stream of numbers is longer than its records");
            }
        }
    }

    private void decode() throws DamagedBlock {
        int tag = streams[Layout.TAGS].within(Layout.NOT_NEXT_CALL << 1);
        int kind = tag & Layout.KIND_MASK;
        if (kind >= KINDS.length) {
            throw new DamagedBlock("there is no record of kind " + kind);
        }
        if ((tag & Layout.OTHER_CPU) != 0) {
            lastCpu = streams[Layout.NUMBERS].within(Short.MAX_VALUE + 1);
        }
        lastUs += streams[Layout.TIMES].signed();
        int shift = (tag & Layout.BYTES) != 0 ? 0 : Layout.PAGE_SHIFT;
        switch (KINDS[kind]) {
            case MAP -> map(tag, shift);
            case UNMAP -> unmap(shift);
            case FLUSH_RANGE -> {
                long domain = streams[Layout.NUMBERS].unsigned();
                sink.flushRange(lastUs, lastCpu, domain, lastUnmapped + address(shift), length(shift));
            }
            case FLUSH_DOMAIN -> sink.flushDomain(lastUs, lastCpu, streams[Layout.NUMBERS].unsigned());
            case CALL -> call();
            case MARK -> sink.mark(lastUs, lastCpu, length(0), streams[Layout.NUMBERS].text());
        }
    }

    private void map(int tag, int shift) throws DamagedBlock {
        int call = sink.calls();
        if ((tag & Layout.NOT_NEXT_CALL) != 0) {
            call = streams[Layout.NUMBERS].within(Integer.MAX_VALUE) - 1;
        }
        lastIova += address(shift);
        lastPhysical += streams[Layout.PHYSICAL].signed() << shift;
        sink.map(lastUs, lastCpu, lastIova, length(shift), lastPhysical, call);
    }

    private void unmap(int shift) throws DamagedBlock {
        int device = streams[Layout.NUMBERS].within(Short.MAX_VALUE + 1) - 1;
        Direction direction = DIRECTIONS[streams[Layout.NUMBERS].within(DIRECTIONS.length)];
        lastUnmapped += address(shift);
        sink.unmap(lastUs, lastCpu, lastUnmapped, length(shift), device, direction);
    }

    private void call() throws DamagedBlock {
        CallKind kind = CALLS[streams[Layout.NUMBERS].within(CALLS.length)];
        int device = streams[Layout.NUMBERS].within(Short.MAX_VALUE);
        Direction direction = DIRECTIONS[streams[Layout.NUMBERS].within(DIRECTIONS.length)];
        sink.call(lastUs, lastCpu, kind, device, direction, lastIova + address(0), length(0));
    }

    private long address(int shift) throws DamagedBlock {
        return streams[Layout.ADDRESSES].signed() << shift;
    }

    private long length(int shift) throws DamagedBlock {
        return streams[Layout.LENGTHS].unsigned() << shift;
    }
}
