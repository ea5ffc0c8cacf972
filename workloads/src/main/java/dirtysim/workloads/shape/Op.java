package dirtysim.workloads.shape;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.RecordKind;

/**
 * One operation of a cycle.
 *
 * @param kind MAP, UNMAP, FLUSH_RANGE or FLUSH_DOMAIN
 * @param timeUs since the cycle's beginning
 * @param cpu the CPU of the recording
 * @param device index in the recording, of an unmap
 * @param direction of an unmap
 * @param mapping what a map maps; else null
 * @param iova first IOVA of an unmap or a flush of a range
 * @param bytes bytes of that
 * @param domain what a flush flushes
 */
record Op(
        RecordKind kind,
        long timeUs,
        int cpu,
        int device,
        Direction direction,
        Mapping mapping,
        long iova,
        long bytes,
        long domain) {
    static Op map(long timeUs, int cpu, Mapping mapping) {
        return new Op(RecordKind.MAP, timeUs, cpu, mapping.device(), mapping.direction(), mapping, 0, 0, 0);
    }

    static Op unmap(long timeUs, int cpu, int device, Direction direction, long iova, long bytes) {
        return new Op(RecordKind.UNMAP, timeUs, cpu, device, direction, null, iova, bytes, 0);
    }

    static Op unmap(long timeUs, int cpu, Mapping gone) {
        return unmap(timeUs, cpu, gone.device(), gone.direction(), gone.iova(), gone.end() - gone.iova());
    }

    static Op flushRange(long timeUs, int cpu, long domain, long iova, long bytes) {
        return new Op(RecordKind.FLUSH_RANGE, timeUs, cpu, 0, Direction.UNKNOWN, null, iova, bytes, domain);
    }

    static Op flushDomain(long timeUs, int cpu, long domain) {
        return new Op(RecordKind.FLUSH_DOMAIN, timeUs, cpu, 0, Direction.UNKNOWN, null, 0, 0, domain);
    }

    /** The same at another time. */
    Op at(long otherUs) {
        return new Op(kind, otherUs, cpu, device, direction, mapping, iova, bytes, domain);
    }
}
