package dirtysim.workloads.record;

import dirtysim.guest.Direction;

/** Takes the records of one recording in the order of the file. See {@link TraceRecords} for what the properties mean. */
public interface RecordSink {
    /**
     * A segment.
     *
     * @param callNumber number of the call that it belongs to, which may come later, or {@link TraceRecords#UNATTRIBUTED}
     */
    void map(long atUs, int onCpu, long iova, long bytes, long physical, int callNumber);

    /**
     * An unmap.
     *
     * @param ofDevice index of the device, or {@link TraceRecords#UNATTRIBUTED}
     */
    void unmap(long atUs, int onCpu, long iova, long bytes, int ofDevice, Direction dir);

    /** A strict guest's flush. */
    void flushRange(long atUs, int onCpu, long domain, long iova, long bytes);

    /** A lazy guest's flush. */
    void flushDomain(long atUs, int onCpu, long domain);

    /** A mapping call; it gets the next number. */
    void call(long atUs, int onCpu, CallKind what, int ofDevice, Direction dir, long dmaAddress, long bytes);

    /**
     * A mark.
     *
     * @param event number of events before it
     */
    void mark(long atUs, int onCpu, long event, String text);
}
