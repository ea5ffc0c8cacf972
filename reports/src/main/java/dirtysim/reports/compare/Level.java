package dirtysim.reports.compare;

/** When two values are no different. */
public final class Level {
    /** Two values within this share of the smaller one are level. */
    public static final double SHARE = 0.005;

    private Level() {}

    /** Whether two values of 0 or more are level; nothing is level with nothing only. */
    public static boolean level(double one, double other) {
        return Math.max(one, other) <= Math.min(one, other) * (1 + SHARE);
    }
}
