package dirtysim.cpu;

import dirtysim.engine.RandomStream;

/** Which pages of a working set writes go to. */
public interface WriteShape {
    /**
     * Pages of a set that follow this shape, none of them watched.
     *
     * @param pages size of the set
     * @param random the writer's stream: for what is drawn now and for every write
     */
    PageDraw over(long pages, RandomStream random);

    /** Page writes a second that the shape itself prescribes; NaN where the rate is free. */
    default double ownRate() {
        return Double.NaN;
    }

    /**
     * Whether pages that are next to each other for the program lie in blocks of 2 MiB, in random order, in the guest's
     * memory, as an allocator hands them out. Where every page is like every other, it makes no difference.
     */
    default boolean scattered() {
        return true;
    }
}
