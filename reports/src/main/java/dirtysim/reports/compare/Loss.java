package dirtysim.reports.compare;

import java.util.List;

/**
 * A scheme that lost pages.
 *
 * @param scheme its id
 * @param pages lost pages over all cases
 * @param runs how often it ran
 * @param where the cases in which it lost pages, in order
 */
public record Loss(String scheme, long pages, int runs, List<Where> where) {
    /**
     * @param label the case
     * @param pages pages lost in it
     * @param why how it lost the first of them, in a sentence without a full stop; empty if the record does not say
     */
    public record Where(String label, long pages, String why) {}
}
