package dirtysim.bench.frontier;

import dirtysim.host.InputException;
import dirtysim.reports.frontier.Limit;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The values at which a limit is tried: place 0 is the scenario's own, and each place is harder than the one before by the same
 * ratio. Values have six significant digits, so that each can be typed and run again.
 */
public final class Grid {
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private final Limit limit;
    private final double own;
    private final double ratio;
    private final int easiest;
    private final int hardest;

    /**
     * @param limit what is moved
     * @param own the scenario's own value
     * @param range how many times more and less than that is tried, greater than 1; the ends are met exactly, unless a bound of
     *     the setting lies before them
     * @param resolution greatest ratio of two neighbouring values, greater than 1
     * @throws InputException if the scenario's own value is 0, which has no multiples
     */
    public Grid(Limit limit, double own, double range, double resolution) {
        if (!(own > 0)) {
            throw new InputException("--" + limit.id(), "it is 0, from where no search can begin", "give more than 0");
        }
        this.limit = limit;
        this.own = own;
        int places = (int) Math.ceil(StrictMath.log(range) / StrictMath.log(resolution) - 1e-9);
        this.ratio = StrictMath.pow(range, 1.0 / places);
        this.easiest = end(-places);
        this.hardest = end(places);
    }

    /** The value of a place. */
    public double value(int place) {
        if (place == 0) {
            return own;
        }
        double value = own * StrictMath.pow(ratio, limit.lessIsHarder() ? -place : place);
        return new BigDecimal(value).round(DIGITS).doubleValue();
    }

    /** The easiest place, 0 or less. */
    public int easiest() {
        return easiest;
    }

    /** The hardest place, 0 or more. */
    public int hardest() {
        return hardest;
    }

    /** Ratio of two neighbouring values. */
    public double ratio() {
        return ratio;
    }

    /** The place whose value is nearest to one. */
    public int nearest(double value) {
        double steps = StrictMath.log(value / own) / StrictMath.log(ratio);
        int place = (int) Math.rint(limit.lessIsHarder() ? -steps : steps);
        return Math.max(easiest, Math.min(hardest, place));
    }

    private int end(int wanted) {
        int place = wanted;
        while (place != 0 && (value(place) < limit.least() || value(place) > limit.greatest())) {
            place -= Integer.signum(wanted);
        }
        return place;
    }
}
