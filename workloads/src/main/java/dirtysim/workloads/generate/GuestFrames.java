package dirtysim.workloads.generate;

import dirtysim.engine.RandomStreams;
import dirtysim.host.InputException;
import dirtysim.workloads.drivers.Permutation;

/**
 * Hands out guest memory: a pool of short-lived buffers at its start, above it a place to each long-lived mapping, in a seeded
 * random order. RAM lies as in a q35 machine, 2 GiB low and the rest from 4 GiB on, so a workload over more than 2 GiB needs a
 * guest of 2.75 GiB or more.
 */
final class GuestFrames {
    /** Buffers that are taken in turn; more than are mapped at once. */
    private static final int BUFFERS = 4096;

    private static final long PAGE_BYTES = 4096;
    private static final long LOW_BYTES = 2L << 30;
    private static final long HIGH_FROM = 4L << 30;
    private static final long LARGE_PAGE = 2L << 20;

    private final long bufferBytes;
    private final long firstPlace;
    private final long placeBytes;
    private final long lowPlaces;
    private final Permutation order;

    /**
     * @param live how many long-lived mappings
     * @param pages pages of each
     * @param bufferPages pages of a short-lived buffer, 0 if there are none, at most 64
     */
    GuestFrames(KindValues name, int live, int pages, int bufferPages) {
        long over = name.value(SteadyKind.OVER.key());
        bufferBytes = PAGE_BYTES * bufferPages;
        // 1 GiB at most: buffers lie low.
        firstPlace = (BUFFERS * bufferBytes + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
        placeBytes = PAGE_BYTES * pages;
        lowPlaces = Math.max(0, Math.min(over, LOW_BYTES) - firstPlace) / placeBytes;
        long places = lowPlaces + Math.max(0, over - LOW_BYTES) / placeBytes;
        if (places < live) {
            throw new InputException(
                    name.name(),
                    live + " mappings of " + pages + " pages, beside the pool of buffers, do not fit "
                            + SteadyKind.OVER.show(over),
                    "raise over, or lower live, pages or buffer");
        }
        order = new Permutation(
                places, new RandomStreams(name.value(SteadyKind.SEED.key())).stream("places of mappings"));
    }

    /** Guest-physical address of a long-lived mapping. */
    long ofLive(int mapping) {
        long place = order.at(mapping);
        return place < lowPlaces ? firstPlace + place * placeBytes : HIGH_FROM + (place - lowPlaces) * placeBytes;
    }

    /** Guest-physical address of the n-th short-lived buffer. */
    long ofBuffer(long buffer) {
        return buffer % BUFFERS * bufferBytes;
    }
}
