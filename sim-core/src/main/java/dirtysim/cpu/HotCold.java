package dirtysim.cpu;

import dirtysim.engine.RandomStream;

/**
 * A hot part of the set, which takes most writes; each part is uniform in itself.
 *
 * @param pageShare the hot pages, as a share of the set, above 0 and below 1
 * @param writeShare the writes that go to them, as a share of all, 0 to 1
 */
record HotCold(double pageShare, double writeShare) implements WriteShape {
    /** Weight of all pages; a page's is a whole number, and rounded to a millionth or better. */
    private static final double WHOLE = 1L << 56;

    @Override
    public PageDraw over(long pages, RandomStream random) {
        long hot = Math.min(pages, Math.max(1, Math.round(pages * pageShare)));
        long cold = pages - hot;
        return new PoissonDraw(
                random, new long[] {hot, cold}, new long[] {each(writeShare, hot), each(1 - writeShare, cold)});
    }

    private static long each(double share, long pages) {
        return pages == 0 ? 0 : Math.round(WHOLE * share / pages);
    }
}
