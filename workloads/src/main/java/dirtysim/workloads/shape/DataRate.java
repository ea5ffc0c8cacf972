package dirtysim.workloads.shape;

import dirtysim.guest.Direction;
import dirtysim.guest.Workload;
import dirtysim.workloads.record.RecordKind;
import dirtysim.workloads.record.TraceRecords;

/**
 * How much a recording's drivers map for its devices: the mean over its body, from the first operation between the marks to
 * the last, in both directions and over all devices.
 *
 * <p>Counted are the bytes that {@code dma_map_*} calls ask for. Memory that is allocated with its mapping, such as rings,
 * is no data. Where no such call was recorded, as before Linux 6.12, it is the bytes of the segments, whole pages. A buffer
 * counts in full though a packet may fill a part of it only: the rate of the wire is at most this.
 */
public final class DataRate {
    private static final double US_PER_S = 1e6;
    private static final double PS_PER_S = 1e12;
    private static final double PAGE = 4096;

    private DataRate() {}

    /** Bytes a second; 0 if the body has no length. */
    public static double of(TraceRecords records) {
        Body body = Body.of(records);
        if (body.isEmpty() || body.lengthUs() == 0) {
            return 0;
        }
        long called = 0;
        long mapped = 0;
        for (int record = body.first(); record < body.end(); record++) {
            if (records.kind(record) == RecordKind.CALL
                    && !records.callKind(record).allocates()) {
                called += records.length(record);
            } else if (records.kind(record) == RecordKind.MAP && !allocated(records, record)) {
                mapped += records.length(record);
            }
        }
        return (called > 0 ? called : mapped) * US_PER_S / body.lengthUs();
    }

    /**
     * The same of a workload that was made up, in whole pages, and what its devices write beside all maps.
     *
     * @return bytes a second; 0 if the body has no length
     */
    public static double of(Workload workload) {
        double bytes = 0;
        for (int op = workload.bodyStart(); op < workload.seamStart(); op++) {
            if (workload.kind(op) == Workload.Kind.MAP && workload.direction(op) != Direction.COHERENT) {
                bytes += workload.pages(op) * PAGE;
            }
        }
        double rate = workload.bodyPs() == 0 ? 0 : bytes * PS_PER_S / workload.bodyPs();
        for (int device = 0; device < workload.devices().size(); device++) {
            rate += workload.steadyWritesPerSecond(device) * PAGE;
        }
        return rate;
    }

    private static boolean allocated(TraceRecords records, int record) {
        int call = records.call(record);
        return call != TraceRecords.UNATTRIBUTED
                && records.callKind(records.callRecord(call)).allocates();
    }
}
