package dirtysim.workloads.dtrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordSink;

/** Reads one block that {@link RecordEncoder} wrote. */
final class RecordDecoder {
    private static final RecordKind[] KINDS = RecordKind.values();
    private static final CallKind[] CALLS = CallKind.values();
    private static final Direction[] DIRECTIONS = Direction.values();

    private final RecordSink sink;
    private final NumberReader tags;
    private final NumberReader times;
    private final NumberReader addresses;
    private final NumberReader lengths;
    private final NumberReader physical;
    private final NumberReader numbers;
    private int calls;
    private long lastUs;
    private int lastCpu;
    private long lastIova;
    private long lastUnmapped;
    private long lastPhysical;

    private RecordDecoder(NumberReader[] streams, int callsBefore, RecordSink sink) {
        tags = streams[Layout.TAGS];
        times = streams[Layout.TIMES];
        addresses = streams[Layout.ADDRESSES];
        lengths = streams[Layout.LENGTHS];
        physical = streams[Layout.PHYSICAL];
        numbers = streams[Layout.NUMBERS];
        calls = callsBefore;
        this.sink = sink;
    }

    /** What a block of records says before its streams. */
    record Head(int records, long recordsBefore, int callsBefore, NumberReader rest) {
        /** Of a block of version 1, which does not say how many records stand before it. */
        private static final long UNSAID = -1;

        static Head of(byte[] block, int length, int version) throws DamagedBlock {
            NumberReader numbers = new NumberReader(block, 0, length);
            int count = numbers.within(Layout.RECORDS_IN_BLOCK + 1);
            long before = version == Layout.OLD_VERSION ? UNSAID : numbers.unsigned();
            return new Head(count, before, numbers.within(Integer.MAX_VALUE), numbers);
        }

        /** Whether it is what comes after so many records and calls. */
        boolean follows(long records, int calls) {
            return callsBefore == calls && (recordsBefore == UNSAID || recordsBefore == records);
        }
    }

    /**
     * Shows a sink the block's records.
     *
     * @return number of calls in it and in all blocks before
     */
    static int decode(Head head, byte[] block, int length, RecordSink sink) throws DamagedBlock {
        NumberReader[] streams = new NumberReader[Layout.STREAMS];
        int[] lengths = new int[Layout.STREAMS];
        int total = 0;
        for (int stream = 0; stream < Layout.STREAMS; stream++) {
            lengths[stream] = head.rest().within(length - total + 1);
            total += lengths[stream];
        }
        int from = length - total;
        if (from != head.rest().position()) {
            throw new DamagedBlock("its streams do not fill it");
        }
        for (int stream = 0; stream < Layout.STREAMS; stream++) {
            streams[stream] = new NumberReader(block, from, from + lengths[stream]);
            from += lengths[stream];
        }
        RecordDecoder decoder = new RecordDecoder(streams, head.callsBefore(), sink);
        for (int record = 0; record < head.records(); record++) {
            decoder.decode();
        }
        for (NumberReader stream : streams) {
            if (!stream.atEnd()) {
                throw new DamagedBlock("a stream of numbers is longer than its records");
            }
        }
        return decoder.calls;
    }

    private void decode() throws DamagedBlock {
        int tag = tags.within(Layout.NOT_NEXT_CALL << 1);
        int kind = tag & Layout.KIND_MASK;
        if (kind >= KINDS.length) {
            throw new DamagedBlock("there is no record of kind " + kind);
        }
        if ((tag & Layout.OTHER_CPU) != 0) {
            lastCpu = numbers.within(Short.MAX_VALUE + 1);
        }
        lastUs += times.signed();
        int shift = (tag & Layout.BYTES) != 0 ? 0 : Layout.PAGE_SHIFT;
        switch (KINDS[kind]) {
            case MAP -> map(tag, shift);
            case UNMAP -> unmap(shift);
            case FLUSH_RANGE -> {
                long domain = numbers.unsigned();
                sink.flushRange(lastUs, lastCpu, domain, lastUnmapped + address(shift), length(shift));
            }
            case FLUSH_DOMAIN -> sink.flushDomain(lastUs, lastCpu, numbers.unsigned());
            case CALL -> call();
            case MARK -> sink.mark(lastUs, lastCpu, length(0), numbers.text());
        }
    }

    private void map(int tag, int shift) throws DamagedBlock {
        int call = calls;
        if ((tag & Layout.NOT_NEXT_CALL) != 0) {
            call = numbers.within(Integer.MAX_VALUE) - 1;
        }
        lastIova += address(shift);
        lastPhysical += physical.signed() << shift;
        sink.map(lastUs, lastCpu, lastIova, length(shift), lastPhysical, call);
    }

    private void unmap(int shift) throws DamagedBlock {
        int device = numbers.within(Short.MAX_VALUE + 1) - 1;
        Direction direction = DIRECTIONS[numbers.within(DIRECTIONS.length)];
        lastUnmapped += address(shift);
        sink.unmap(lastUs, lastCpu, lastUnmapped, length(shift), device, direction);
    }

    private void call() throws DamagedBlock {
        CallKind kind = CALLS[numbers.within(CALLS.length)];
        int device = numbers.within(Short.MAX_VALUE);
        Direction direction = DIRECTIONS[numbers.within(DIRECTIONS.length)];
        sink.call(lastUs, lastCpu, kind, device, direction, lastIova + address(0), length(0));
        calls++;
    }

    private long address(int shift) throws DamagedBlock {
        return addresses.signed() << shift;
    }

    private long length(int shift) throws DamagedBlock {
        return lengths.unsigned() << shift;
    }
}
