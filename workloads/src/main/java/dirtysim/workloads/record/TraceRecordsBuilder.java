package dirtysim.workloads.record;

import dirtysim.guest.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the records of one recording in the order of the file. See {@link TraceRecords} for what the columns mean. */
public final class TraceRecordsBuilder implements RecordSink {
    private static final int INITIAL = 1024;
    private static final byte MAP = (byte) RecordKind.MAP.ordinal();

    byte[] kind = new byte[INITIAL];
    long[] timeUs = new long[INITIAL];
    short[] cpu = new short[INITIAL];
    short[] device = new short[INITIAL];
    byte[] direction = new byte[INITIAL];
    long[] address = new long[INITIAL];
    long[] length = new long[INITIAL];
    long[] extra = new long[INITIAL];
    int[] call = new int[INITIAL];
    int[] callRecord = new int[INITIAL];
    final List<String> marks = new ArrayList<>();
    int size;
    int calls;

    /** Makes room for so many records at once, if it has none yet; a guess that saves copying. */
    public void expect(int records) {
        if (size == 0 && records > kind.length) {
            resize(records);
        }
    }

    /** Number of records so far. */
    public int size() {
        return size;
    }

    /** Number of mapping calls so far. */
    public int calls() {
        return calls;
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        add(RecordKind.MAP, atUs, onCpu, TraceRecords.UNATTRIBUTED, Direction.UNKNOWN, iova, bytes, physical);
        call[size - 1] = callNumber;
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        add(RecordKind.UNMAP, atUs, onCpu, ofDevice, dir, iova, bytes, 0);
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        add(RecordKind.FLUSH_RANGE, atUs, onCpu, 0, Direction.UNKNOWN, iova, bytes, domain);
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        add(RecordKind.FLUSH_DOMAIN, atUs, onCpu, 0, Direction.UNKNOWN, 0, 0, domain);
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        add(RecordKind.CALL, atUs, onCpu, ofDevice, dir, dmaAddress, bytes, what.ordinal());
        if (calls == callRecord.length) {
            callRecord = Arrays.copyOf(callRecord, calls * 2);
        }
        callRecord[calls++] = size - 1;
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        add(RecordKind.MARK, atUs, onCpu, 0, Direction.UNKNOWN, 0, event, marks.size());
        marks.add(text);
    }

    /**
     * Ends the recording, and gives each segment the device and direction of its call.
     *
     * @throws IllegalArgumentException when a segment belongs to a call that never came, or a record to a device that
     *     the summary does not name
     */
    public TraceRecords build(RecordingSummary summary) {
        int mostDevices = Math.max(1, summary.devices().size());
        for (int record = 0; record < size; record++) {
            if (kind[record] == MAP && call[record] != TraceRecords.UNATTRIBUTED) {
                if (call[record] < 0 || call[record] >= calls) {
                    throw new IllegalArgumentException(
                            "record " + record + " belongs to call " + call[record] + ", and there are only " + calls);
                }
                device[record] = device[callRecord[call[record]]];
                direction[record] = direction[callRecord[call[record]]];
            }
            if (device[record] >= mostDevices) {
                throw new IllegalArgumentException("record " + record + " belongs to device " + device[record]
                        + ", and there are only " + summary.devices().size());
            }
        }
        return new TraceRecords(this, summary);
    }

    private void add(
            RecordKind what, long atUs, int onCpu, int ofDevice, Direction dir, long from, long bytes, long more) {
        if (size == kind.length) {
            grow();
        }
        kind[size] = (byte) what.ordinal();
        timeUs[size] = atUs;
        cpu[size] = (short) onCpu;
        device[size] = (short) ofDevice;
        direction[size] = (byte) dir.ordinal();
        address[size] = from;
        length[size] = bytes;
        extra[size] = more;
        size++;
    }

    private void grow() {
        resize(size * 2);
    }

    private void resize(int larger) {
        kind = Arrays.copyOf(kind, larger);
        timeUs = Arrays.copyOf(timeUs, larger);
        cpu = Arrays.copyOf(cpu, larger);
        device = Arrays.copyOf(device, larger);
        direction = Arrays.copyOf(direction, larger);
        address = Arrays.copyOf(address, larger);
        length = Arrays.copyOf(length, larger);
        extra = Arrays.copyOf(extra, larger);
        call = Arrays.copyOf(call, larger);
    }
}
