package dirtysim.bench.validate;

import dirtysim.bench.validate.PublishedLatency.Point;
import dirtysim.engine.RandomStreams;
import dirtysim.host.CostModel;
import dirtysim.reports.Check;
import dirtysim.validation.RandomReads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Target V1: latency that translation adds to random 64-byte reads, against the published table. Once with each host's
 * own size of IOTLB and latency of a walk, within 5 ns; once with the defaults of the model for all hosts, within a
 * quarter of what is published.
 */
final class LatencyChecks {
    private static final String TARGET = "V1";
    private static final double TOLERANCE_NS = 5;
    private static final double DEFAULT_TOLERANCE = 0.25;

    /** The window of which the latency is taken off. */
    private static final long BASE_PAGES = 64;

    /** Walk or no walk is 300 ns at most, so the standard error of a mean is at most 150 / sqrt(samples): 0.34 ns. */
    private static final long SAMPLES = 200_000;

    private static final long SEED = 1;

    private LatencyChecks() {}

    /** Runs them: the hosts' own figures first. */
    static List<Check> run() {
        List<PublishedLatency> table = PublishedLatency.table();
        List<Check> checks = new ArrayList<>();
        for (PublishedLatency row : table) {
            Map<Long, Double> added = addedNs(row.costs(), row.host(), row.points());
            for (Point point : row.points()) {
                checks.add(check("added_latency", row, point, added, TOLERANCE_NS));
            }
        }
        Map<Long, Double> added =
                addedNs(CostModel.defaults(), "defaults", table.get(0).points());
        for (PublishedLatency row : table) {
            for (Point point : row.points()) {
                checks.add(check("added_latency_default", row, point, added, point.addedNs() * DEFAULT_TOLERANCE));
            }
        }
        return checks;
    }

    private static Check check(
            String quantity, PublishedLatency row, Point point, Map<Long, Double> added, double tolerance) {
        String which = quantity + "/" + row.host() + "/" + point.pages() + " pages";
        return new Check(TARGET, which, "ns", point.addedNs(), added.get(point.pages()), tolerance);
    }

    private static Map<Long, Double> addedNs(CostModel costs, String host, List<Point> points) {
        double baseNs = meanNs(costs, host, BASE_PAGES);
        Map<Long, Double> added = new TreeMap<>();
        points.forEach(point -> added.put(point.pages(), meanNs(costs, host, point.pages()) - baseNs));
        return added;
    }

    private static double meanNs(CostModel costs, String host, long pages) {
        String stream = "V1 reads, " + host + ", " + pages + " pages";
        return new RandomReads(costs, pages, new RandomStreams(SEED).stream(stream)).meanNs(SAMPLES);
    }
}
