package dirtysim.reports.history;

/**
 * A change point.
 *
 * @param at place of the first directory after it
 * @param exact whether the seeds on both sides are the same, so that there is no noise that could explain it
 * @param p of the test where it is not exact; NaN where it is
 * @param before level before: the value, or if it is not exact the mean since the change before
 * @param after level after
 * @param scenarioChanged whether a parameter or setting of the scenario differs on both sides, the seed left aside
 */
public record Change(int at, boolean exact, double p, double before, double after, boolean scenarioChanged) {
    /** How it was found, as files write it. */
    public String method() {
        return exact ? "exact" : "segmentation";
    }

    /** In per cent of the level before; NaN where that was 0. */
    public double percent() {
        return before == 0 ? Double.NaN : (after - before) / Math.abs(before) * 100;
    }
}
