package dirtysim.workloads.export;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import dirtysim.workloads.record.RecordSink;
import dirtysim.workloads.record.TraceRecords;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/** One number for all that records say, to see whether two recordings say the same. */
public final class RecordDigest implements RecordSink {
    private final CRC32C digest = new CRC32C();
    private final ByteBuffer bytes = ByteBuffer.allocate(8 * Long.BYTES);

    private RecordDigest() {}

    /** The number of a recording; two that differ have the same one by chance only, one in 2^32. */
    public static long of(TraceRecords records) {
        RecordDigest of = new RecordDigest();
        records.show(0, records.size(), of);
        return of.digest.getValue();
    }

    private void add(int kind, long... values) {
        bytes.clear();
        bytes.putInt(kind);
        for (long value : values) {
            bytes.putLong(value);
        }
        bytes.flip();
        digest.update(bytes);
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long numberOfBytes, long physical, int callNumber) {
        add(0, atUs, onCpu, iova, numberOfBytes, physical, callNumber);
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long numberOfBytes, int ofDevice, Direction dir) {
        add(1, atUs, onCpu, iova, numberOfBytes, ofDevice, dir.ordinal());
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long numberOfBytes) {
        add(2, atUs, onCpu, domain, iova, numberOfBytes);
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        add(3, atUs, onCpu, domain);
    }

    @Override
    public void call(
            long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long numberOfBytes) {
        add(4, atUs, onCpu, what.ordinal(), ofDevice, dir.ordinal(), dmaAddress, numberOfBytes);
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        add(5, atUs, onCpu, event);
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }
}
