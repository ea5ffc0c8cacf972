package dirtysim.workloads.fit;

/**
 * One figure of a fit.
 *
 * @param name what it is
 * @param unit its unit
 * @param recorded its value in the recording
 * @param synthetic its value in the fitted guest
 * @param difference how far they are apart, in the measure of the tolerance
 * @param tolerance how far they may be
 */
public record FitFigure(
        String name, String unit, double recorded, double synthetic, double difference, double tolerance) {
    /** Whether they are near enough. */
    public boolean met() {
        return difference <= tolerance;
    }
}
