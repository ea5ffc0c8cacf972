package dirtysim.bench.validate;

import dirtysim.host.CostModel;
import dirtysim.host.Parameters;
import dirtysim.reports.Check;
import dirtysim.validation.UnmapLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Target V4: CPUs that unmap through one invalidation queue, within 30 % of what was published. Once with the time that
 * the published machine spends on its idle queue, once with the default; outside the queue both spend what that machine
 * does with one CPU. The price of a waiting CPU is fitted to the published points in both.
 */
final class ContentionChecks {
    private static final String TARGET = "V4";
    private static final String RESOURCE = "unmap-contention.tsv";
    private static final double TOLERANCE = 0.3;
    private static final long SAMPLES = 96_000;

    /** Between these the queue is full throughout; served in turn at a fixed time each, it would grow as the CPUs do. */
    private static final int FROM_CPUS = 16;

    private static final int TO_CPUS = 96;

    private ContentionChecks() {}

    /** Runs them: the published machine's own figures first. */
    static List<Check> run() {
        Map<Integer, Double> publishedNs = new TreeMap<>();
        List<List<String>> rows = PublishedTable.rows(RESOURCE);
        rows.forEach(cells -> publishedNs.put(Integer.parseInt(cells.get(0)), Double.parseDouble(cells.get(1))));
        String queueNs = rows.get(0).get(2);
        CostModel defaults = CostModel.defaults();
        CostModel own = Parameters.with(defaults, Map.of("invalidate-ns", queueNs), RESOURCE);
        double otherNs = publishedNs.get(1) - Double.parseDouble(queueNs) - defaults.unmapNs();
        List<Check> checks = new ArrayList<>(checks("", own, otherNs, publishedNs));
        checks.addAll(checks("_default", defaults, otherNs, publishedNs));
        return checks;
    }

    private static List<Check> checks(
            String variant, CostModel costs, double otherNs, Map<Integer, Double> publishedNs) {
        List<Check> checks = new ArrayList<>();
        Map<Integer, Double> simulatedNs = new TreeMap<>();
        publishedNs.forEach((cpus, ns) -> {
            simulatedNs.put(cpus, new UnmapLoop(costs, cpus, otherNs).meanNs(SAMPLES));
            String quantity = "unmap_time" + variant + "/" + cpus + (cpus == 1 ? " CPU" : " CPUs");
            checks.add(check(quantity, "ns", ns, simulatedNs.get(cpus)));
        });
        String growth = "unmap_growth" + variant + "/" + FROM_CPUS + " to " + TO_CPUS + " CPUs";
        checks.add(check(growth, "times", growth(publishedNs), growth(simulatedNs)));
        return checks;
    }

    private static double growth(Map<Integer, Double> ns) {
        return ns.get(TO_CPUS) / ns.get(FROM_CPUS);
    }

    private static Check check(String quantity, String unit, double expected, double simulated) {
        return new Check(TARGET, quantity, unit, expected, simulated, expected * TOLERANCE);
    }
}
