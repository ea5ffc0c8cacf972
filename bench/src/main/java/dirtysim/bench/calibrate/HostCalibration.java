package dirtysim.bench.calibrate;

import java.util.ArrayList;
import java.util.List;

/**
 * This host, measured.
 *
 * @param yaml the host profile that {@code --profile} reads
 * @param written how many parameters it gives
 * @param remarks figures that were left out as outside their parameter's range, and those that varied much, a sentence each
 * @param table every figure: what, median, quartiles, unit, batches, parameter
 */
public record HostCalibration(String yaml, int written, List<String> remarks, List<List<String>> table) {
    /** What is about to be measured and for about how long, in a line. */
    public static String announcement(boolean quick) {
        Machine machine = Machine.here();
        Effort effort = effort(machine, quick);
        return "measuring " + machine.words() + ": last-level cache " + (machine.cacheBytes() >> 20)
                + " MiB, cold footprint " + (effort.coldBytes() >> 20) + " MiB; takes under a minute";
    }

    /**
     * Measures.
     *
     * @param name name of the profile
     * @param quick whether to try it out only, in a second, with figures that are not to be relied on
     * @throws dirtysim.host.InputException if Java's heap cannot hold what no cache can
     */
    public static HostCalibration measure(String name, boolean quick) {
        Machine machine = Machine.here();
        List<Finding> findings = Calibration.run(effort(machine, quick));
        MeasuredProfile profile = MeasuredProfile.of(name, machine.words(), quick, findings);
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("measured", "median", "quartiles", "unit", "batches", "parameter"));
        for (Finding finding : findings) {
            Sample sample = finding.sample();
            table.add(List.of(
                    finding.what(),
                    Figures.text(sample.median()),
                    Figures.text(sample.lower()) + " to " + Figures.text(sample.upper()),
                    finding.unit(),
                    Integer.toString(sample.count()),
                    finding.key().isEmpty() ? "-" : finding.key()));
        }
        return new HostCalibration(profile.yaml(), profile.written(), profile.remarks(), table);
    }

    private static Effort effort(Machine machine, boolean quick) {
        return quick
                ? Effort.tryOut()
                : Effort.thorough(machine.cacheBytes(), Runtime.getRuntime().maxMemory());
    }
}
