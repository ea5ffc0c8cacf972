package dirtysim.swarm;

/**
 * When each page was last written, reported and copied: nothing but the order of things, kept in plain arrays.
 *
 * <p>Two rules are held against it. A page written since tracking began, and before a query began, has been reported after
 * that write once the query is over. And a page is never written after its last copy when all is over.
 */
final class PageOracle {
    private final long[] written;
    private final long[] reported;
    private final long[] copied;
    private long now;
    private long started = Long.MAX_VALUE;
    private long queryBegan;
    private long writes;

    PageOracle(int pages) {
        written = new long[pages];
        reported = new long[pages];
        copied = new long[pages];
    }

    void written(int page) {
        written[page] = ++now;
        writes++;
    }

    void trackingStarted() {
        started = ++now;
    }

    void queryBegins() {
        queryBegan = ++now;
    }

    void reported(int page) {
        reported[page] = ++now;
    }

    /** Whether the destination had the page already. */
    boolean copied(int page) {
        boolean had = !stale(page);
        copied[page] = ++now;
        return had;
    }

    /** Pages that the query that is just over should have reported; -1 if there is none. */
    int missedByQuery() {
        for (int page = 0; page < written.length; page++) {
            if (unreported(page) && written[page] < queryBegan) {
                return page;
            }
        }
        return -1;
    }

    /** Whether the destination has no copy, or an old one. */
    boolean stale(int page) {
        return copied[page] == 0 || written[page] > copied[page];
    }

    /** Whether it was written since tracking began, and not reported since. */
    boolean unreported(int page) {
        return written[page] > started && written[page] > reported[page];
    }

    long writes() {
        return writes;
    }
}
