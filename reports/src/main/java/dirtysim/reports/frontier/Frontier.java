package dirtysim.reports.frontier;

import dirtysim.scenario.Scenario;

/**
 * Where a scenario stops converging as one limit is moved.
 *
 * @param conditions the scenario as it was given; of a point of the curve, with that point's downtime limit
 * @param limit what was moved
 * @param curve whether it is a point of the curve of smallest links by downtime limits
 * @param status what came of the search
 * @param value the hardest value at which the scenario converges and below which it was never seen to fail; NaN for {@link
 *     Status#NOWHERE}
 * @param fails the next value, at which it does not converge; NaN for {@link Status#WHOLE_RANGE}
 * @param again a harder value yet, the hardest, at which it was seen to converge all the same; NaN where it was not
 * @param easiest the easiest value of the range that was searched
 * @param hardest the hardest
 * @param resolution ratio of two neighbouring values
 * @param runs simulations that the answer rests on, some of them shared with others
 * @param replications seeds under which each value was tried; it counts as converging if it does under all
 * @param losing how many of those simulations lost pages
 * @param at what the scenario does at {@code value}; null for {@link Status#NOWHERE}
 */
public record Frontier(
        Scenario conditions,
        Limit limit,
        boolean curve,
        Status status,
        double value,
        double fails,
        double again,
        double easiest,
        double hardest,
        double resolution,
        int runs,
        int replications,
        int losing,
        At at) {
    /** What came of a search. */
    public enum Status {
        /** There is an edge within the range. */
        FOUND("found"),
        /** It converges up to the hardest value of the range. */
        WHOLE_RANGE("whole_range"),
        /** It does not converge at the easiest value of the range. */
        NOWHERE("nowhere");

        private final String id;

        Status(String id) {
            this.id = id;
        }

        /** Stable name in files. */
        public String id() {
            return id;
        }
    }

    /**
     * A migration at the edge: means over the replications, of lost pages the most.
     *
     * @param lostPages pages stale on the destination
     * @param totalPs from start to resumption
     * @param downtimePs pause of the guest, of which the limit bounds but a part
     * @param dmaPagesPerSecond page writes by devices, as the simulated guest made them before it was stopped
     */
    public record At(long lostPages, double totalPs, double downtimePs, double dmaPagesPerSecond) {}

    /** Whether convergence was lost once only on the way from easy to hard, as far as was looked. */
    public boolean monotone() {
        return Double.isNaN(again);
    }

    /** The same as a point of the curve. */
    public Frontier asPointOfCurve() {
        return new Frontier(
                conditions,
                limit,
                true,
                status,
                value,
                fails,
                again,
                easiest,
                hardest,
                resolution,
                runs,
                replications,
                losing,
                at);
    }

    /** The answer in a few words: a value, or what is known where there is none. */
    public String answer() {
        return switch (status) {
            case FOUND -> limit.show(value);
            case WHOLE_RANGE -> limit.show(value) + (limit.lessIsHarder() ? " or less" : " or more");
            case NOWHERE -> "none " + (limit.lessIsHarder() ? "up to " : "down to ") + limit.show(easiest);
        };
    }
}
