package dirtysim.workloads.generate;

import dirtysim.guest.Direction;
import dirtysim.guest.WorkloadBuilder;

/**
 * The long-lived mappings: bidirectional, dealt to the devices in turn, at IOVAs in a row from 4 GiB on, above those of
 * short-lived buffers. Which IOVAs a driver's pool really has depends on its allocator: <em>assumption</em>.
 */
record LivePool(WorkloadBuilder builder, GuestFrames frames, int live, int pages, int devices) {
    private static final long FIRST_IOVA = 1L << 32;

    void map() {
        int[] size = {pages};
        for (int mapping = 0; mapping < live; mapping++) {
            int device = mapping % devices;
            long iova = FIRST_IOVA + ((long) (mapping / devices) * pages << 12);
            builder.map(0, 0, device, Direction.BIDIRECTIONAL, iova, new long[] {frames.ofLive(mapping)}, size);
        }
    }
}
