package dirtysim.workloads.record;

import dirtysim.guest.Direction;

/** Counts records, and keeps none. */
public final class RecordCounter implements RecordSink {
    private long records;

    /** How many there were. */
    public long records() {
        return records;
    }

    @Override
    public void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber) {
        records++;
    }

    @Override
    public void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir) {
        records++;
    }

    @Override
    public void flushRange(long atUs, int onCpu, long domain, long iova, long bytes) {
        records++;
    }

    @Override
    public void flushDomain(long atUs, int onCpu, long domain) {
        records++;
    }

    @Override
    public void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes) {
        records++;
    }

    @Override
    public void mark(long atUs, int onCpu, long event, String text) {
        records++;
    }
}
