package dirtysim.reports;

/**
 * One figure of the model beside the one that was published or measured.
 *
 * @param target what it is held against: an id of the calibration table, or a recorded run
 * @param quantity which figure of it
 * @param unit unit of the figures and of the tolerance
 * @param expected what was published or measured
 * @param simulated what the model gives
 * @param tolerance by how much the two may differ
 */
public record Check(String target, String quantity, String unit, double expected, double simulated, double tolerance) {
    /** Whether the difference is within the tolerance, both ends included; never for what is no number. */
    public boolean met() {
        return Math.abs(simulated - expected) <= tolerance;
    }
}
