package dirtysim.workloads.dtrace;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.RecordSink;
import java.io.ByteArrayOutputStream;

/** Turns the records of one block after the other into streams of differences. Each block starts afresh and so stands alone. */
final class RecordEncoder implements RecordSink {
    private final NumberWriter[] streams = new NumberWriter[Layout.STREAMS];
    private long recordsBefore;
    private int callsBefore;
    private int count;
    private int calls;
    private long firstUs;
    private long lastUs;
    private int lastCpu;
    private long lastIova;
    private long lastUnmapped;
    private long lastPhysical;

    RecordEncoder() {
        for (int stream = 0; stream < Layout.STREAMS; stream++) {
            streams[stream] = new NumberWriter();
        }
    }

    /** Records in the block so far. */
    int count() {
        return count;
    }

    /** Records in all blocks so far. */
    long records() {
        return recordsBefore + count;
    }

    /** When the block's first record was. */
    long firstUs() {
        return firstUs;
    }

    /** Ends the block, and begins the next. */
    byte[] block() {
        NumberWriter head = new NumberWriter();
        head.unsigned(count);
        head.unsigned(recordsBefore);
        head.unsigned(callsBefore);
        for (NumberWriter stream : streams) {
            head.unsigned(stream.size());
        }
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(head.toBytes());
        for (NumberWriter stream : streams) {
            stream.moveTo(block);
        }
        recordsBefore += count;
        callsBefore += calls;
        count = 0;
        calls = 0;
        lastUs = 0;
        lastCpu = 0;
        lastIova = 0;
        lastUnmapped = 0;
        lastPhysical = 0;
        return block.toByteArray();
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        int tag = begin(RecordKind.MAP, atUs, onCpu);
        if (callNumber != callsBefore + calls) {
            tag |= Layout.NOT_NEXT_CALL;
            streams[Layout.NUMBERS].unsigned(callNumber + 1L);
        }
        int shift = shift(iova | physical | bytes | lastIova | lastPhysical);
        streams[Layout.ADDRESSES].signed(iova - lastIova >> shift);
        streams[Layout.LENGTHS].unsigned(bytes >>> shift);
        streams[Layout.PHYSICAL].signed(physical - lastPhysical >> shift);
        lastIova = iova;
        lastPhysical = physical;
        end(tag, shift);
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        int tag = begin(RecordKind.UNMAP, atUs, onCpu);
        int shift = range(iova, bytes);
        lastUnmapped = iova;
        streams[Layout.NUMBERS].unsigned(ofDevice + 1L);
        streams[Layout.NUMBERS].unsigned(dir.ordinal());
        end(tag, shift);
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        int tag = begin(RecordKind.FLUSH_RANGE, atUs, onCpu);
        streams[Layout.NUMBERS].unsigned(domain);
        end(tag, range(iova, bytes));
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        int tag = begin(RecordKind.FLUSH_DOMAIN, atUs, onCpu);
        streams[Layout.NUMBERS].unsigned(domain);
        end(tag, Layout.PAGE_SHIFT);
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        int tag = begin(RecordKind.CALL, atUs, onCpu);
        streams[Layout.NUMBERS].unsigned(what.ordinal());
        streams[Layout.NUMBERS].unsigned(ofDevice);
        streams[Layout.NUMBERS].unsigned(dir.ordinal());
        streams[Layout.ADDRESSES].signed(dmaAddress - lastIova);
        streams[Layout.LENGTHS].unsigned(bytes);
        calls++;
        end(tag, Layout.PAGE_SHIFT);
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        int tag = begin(RecordKind.MARK, atUs, onCpu);
        streams[Layout.LENGTHS].unsigned(event);
        streams[Layout.NUMBERS].text(text);
        end(tag, Layout.PAGE_SHIFT);
    }

    private int begin(RecordKind kind, long atUs, int onCpu) {
        int tag = kind.ordinal();
        if (onCpu != lastCpu) {
            tag |= Layout.OTHER_CPU;
            streams[Layout.NUMBERS].unsigned(onCpu);
            lastCpu = onCpu;
        }
        if (count == 0) {
            firstUs = atUs;
        }
        streams[Layout.TIMES].signed(atUs - lastUs);
        lastUs = atUs;
        return tag;
    }

    private void end(int tag, int shift) {
        streams[Layout.TAGS].unsigned(shift == 0 ? tag | Layout.BYTES : tag);
        count++;
    }

    private int range(long iova, long bytes) {
        int shift = shift(iova | bytes | lastUnmapped);
        streams[Layout.ADDRESSES].signed(iova - lastUnmapped >> shift);
        streams[Layout.LENGTHS].unsigned(bytes >>> shift);
        return shift;
    }

    private static int shift(long all) {
        return (all & (1L << Layout.PAGE_SHIFT) - 1) == 0 ? Layout.PAGE_SHIFT : 0;
    }
}
