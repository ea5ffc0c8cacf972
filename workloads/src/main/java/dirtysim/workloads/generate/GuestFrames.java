package dirtysim.workloads.generate;

import dirtysim.engine.RandomStreams;
import dirtysim.host.InputException;

/**
 * Hands out guest memory in places of one size, in a seeded random order: first one to each long-lived mapping, then a pool
 * for short-lived buffers. RAM lies as in a q35 machine, 2 GiB low and the rest from 4 GiB on, so a workload over more than
 * 2 GiB needs a guest of 2.75 GiB or more.
 */
final class GuestFrames {
    /** Places that short-lived buffers take in turn; more than are mapped at once. */
    static final int BUFFERS = 4096;

    private static final long PAGE_BYTES = 4096;
    private static final long LOW_BYTES = 2L << 30;
    private static final long HIGH_FROM = 4L << 30;

    private final long placeBytes;
    private final long lowPlaces;
    private final int live;
    private final Permutation order;

    GuestFrames(GeneratedName name, int live, int pages, boolean churns) {
        this.live = live;
        long over = name.value(SteadyKind.OVER.key());
        placeBytes = PAGE_BYTES * Math.max(pages, churns ? name.value(SteadyKind.BUFFER.key()) : 1);
        lowPlaces = Math.min(over, LOW_BYTES) / placeBytes;
        long places = lowPlaces + Math.max(0, over - LOW_BYTES) / placeBytes;
        long needed = live + (churns ? BUFFERS : 0);
        if (places < needed) {
            throw new InputException(
                    name.canonical(),
                    needed + " places of " + placeBytes / PAGE_BYTES + " pages do not fit "
                            + SteadyKind.OVER.show(over),
                    "raise over, or lower live, pages or buffer");
        }
        order = new Permutation(
                places, new RandomStreams(name.value(SteadyKind.SEED.key())).stream("places of mappings"));
    }

    /** Guest-physical address of a long-lived mapping. */
    long ofLive(int mapping) {
        return address(order.at(mapping));
    }

    /** Guest-physical address of the n-th short-lived buffer. */
    long ofBuffer(long buffer) {
        return address(order.at(live + buffer % BUFFERS));
    }

    private long address(long place) {
        return place < lowPlaces ? place * placeBytes : HIGH_FROM + (place - lowPlaces) * placeBytes;
    }
}
