package dirtysim.check;

import dirtysim.host.InputException;

/**
 * How small the world is that the checker goes through.
 *
 * @param pages guest pages, 1 to 4
 * @param iovas IOVAs that can be mapped, each to one page at a time, 1 to 4
 * @param queries queries at the most before the last one, 0 to 3
 * @param writesDuringUnmap whether the device may still access a buffer while it is being unmapped
 */
public record Universe(int pages, int iovas, int queries, boolean writesDuringUnmap) {
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

    static void require(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InputException(what, value + " is out of range", "give a number from " + least + " to " + most);
        }
    }
}
