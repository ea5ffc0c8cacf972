package dirtysim.reports.compare;

import java.util.List;

/**
 * A scheme that lost pages.
 *
 * @param scheme its id
 * @param pages lost pages over all cases, of each the most that a replication lost
 * @param runs how often it ran, replications included
 * @param lostRuns in how many of these it lost pages
 * @param where the cases in which it lost pages, in order
 */
public record Loss(String scheme, long pages, int runs, int lostRuns, List<Where> where) {
    /**
     * @param label the case
     * @param pages pages lost in it, the most of its replications
     * @param often in how many of its replications it lost pages, in words; empty if there was one
     * @param why how it lost the first of them, in a sentence without a full stop; empty if the record does not say
     */
    public record Where(String label, long pages, String often, String why) {}
}
