package dirtysim.workloads.shape;

import dirtysim.guest.Direction;
import dirtysim.workloads.record.CallKind;
import java.util.Arrays;

/**
 * One mapping call, or that part of one whose segments adjoin each other.
 *
 * @param device index in its recording
 * @param direction as its call says; unknown where no call explains it
 * @param kind the function that was called
 * @param dmaAddress what the call returned
 * @param bytes what the call says of its size
 * @param iova first IOVA
 * @param lengths bytes of each segment
 * @param physical first guest-physical address of each segment
 */
record Mapping(
        int device,
        Direction direction,
        CallKind kind,
        long dmaAddress,
        long bytes,
        long iova,
        long[] lengths,
        long[] physical) {
    /** One past its last IOVA. */
    long end() {
        return iova + Arrays.stream(lengths).sum();
    }
}
