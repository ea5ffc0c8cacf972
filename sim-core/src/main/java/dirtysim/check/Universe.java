package dirtysim.check;

import dirtysim.host.HandOver;
import dirtysim.host.InputException;

/**
 * How small the world is that the checker goes through.
 *
 * @param pages guest pages, 1 to 4
 * @param iovas IOVAs that can be mapped, each to one page at a time, 1 to 4
 * @param queries queries at the most before the last one, 0 to 3
 * @param writesDuringUnmap whether the device may still access a buffer while it is being unmapped
 * @param handOver how a driver's bitmap is handed over: at one instant, or page by page, as if a page were a chunk
 */
public record Universe(int pages, int iovas, int queries, boolean writesDuringUnmap, HandOver handOver) {
    /** Pages and IOVAs at the most. */
    public static final int MOST = 4;
    /** Queries at the most. */
    public static final int MOST_QUERIES = 3;

    /** Refuses what is out of range. */
    public Universe {
        require("--pages", pages, 1, MOST);
        require("--iovas", iovas, 1, MOST);
        require("--queries", queries, 0, MOST_QUERIES);
    }

    /** One in which a bitmap is handed over at one instant. */
    public Universe(int pages, int iovas, int queries, boolean writesDuringUnmap) {
        this(pages, iovas, queries, writesDuringUnmap, HandOver.COPY);
    }

    static void require(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InputException(what, value + " is out of range", "give a number from " + least + " to " + most);
        }
    }
}
