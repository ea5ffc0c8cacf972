package dirtysim.workloads.fit;

import dirtysim.guest.Direction;

/**
 * What a mapping call can be like.
 *
 * @param direction its direction
 * @param pages its pages
 * @param segments how many segments it has
 * @param segmentPages sizes of segments that occur, in pages
 * @param segmentWeights how often each occurs
 * @param place where its memory lies
 * @param step pages from the beginning of the mapping before it, if it lies by that
 * @param shared whether a page of it is mapped already
 * @param next weights of the shapes of the call after it: index and weight in turn
 */
public record CallShape(
        Direction direction,
        int pages,
        Slices segments,
        int[] segmentPages,
        double[] segmentWeights,
        Place place,
        int step,
        boolean shared,
        double[] next) {
    private static final int MOST_PAGES = 1 << 18;

    /** Where the memory of a mapping lies. */
    public enum Place {
        /** By the mapping before it. */
        STEP,
        /** In a page of a live mapping. */
        LIVE,
        /** Where nothing is mapped. */
        IDLE
    }

    boolean valid(int shapes) {
        boolean own = direction != null && place != null && pages >= 1 && pages <= MOST_PAGES;
        if (!own || segments == null || !segments.valid() || segmentPages == null || segmentWeights == null) {
            return false;
        }
        if (segmentPages.length == 0
                || segmentPages.length != segmentWeights.length
                || !(Weights.sum(segmentWeights) > 0)
                || next == null
                || next.length % 2 != 0) {
            return false;
        }
        for (int size : segmentPages) {
            if (size < 1 || size > pages) {
                return false;
            }
        }
        double weight = 0;
        for (int i = 0; i < next.length; i += 2) {
            if (!(next[i] >= 0 && next[i] < shapes) || !(next[i + 1] >= 0)) {
                return false;
            }
            weight += next[i + 1];
        }
        return weight > 0;
    }
}
